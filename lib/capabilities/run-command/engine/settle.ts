import { append, type NewEvent } from '#lib/capabilities/events/index'
import { releaseDocuments } from '#lib/capabilities/documents/index'
import type { Ctx } from '#lib/platform/context'
import { counters } from '../model/counts'
import { rollUp } from '../model/decide'
import { commandMeanings } from '#lib/vocabulary/command-status'
import { type CommandProgress, updateCommands } from '../store/commands'
import { findNextDue, listHeldUp } from '../store/invocations'
import { finishOutputsOf } from '../store/outputs'
import { addCompactJob } from './compact'
import { dispatch } from './dispatch'
import { flush, type Ledger } from './ledger'

export const advanceJob = 'run-command.advance'
export const wakeNodesJob = 'run-command.wake-nodes'

const nobody: ReadonlySet<string> = new Set()

/**
 * The end of every transaction that touches commands: write the invocations, send what may be sent now, roll up, arm the timer,
 * tell of it once per command.
 */
export async function settle(tx: Ctx, ledgers: readonly Ledger[], present: ReadonlySet<string> = nobody): Promise<void> {
  await flush(tx, ledgers)
  for (const ledger of [...ledgers].sort(byAge)) await dispatch(tx, ledger, present)
  const changed = ledgers.filter((ledger) => ledger.changed)
  if (changed.length > 0) {
    const progress = changed.map((ledger) => progressOf(tx, ledger))
    await armTimers(tx, changed, progress)
    await updateCommands(tx, progress)
    await releaseDocuments(
      tx,
      'command',
      progress.filter(({ endedAt }) => endedAt).map(({ commandId }) => commandId),
    )
    await append(tx, ...progress.map(changeEvent))
  }
  await finishStreams(tx, ledgers)
  await wakeFreedNodes(tx, ledgers)
}

/** The older command has the first claim on a place. */
function byAge(a: Ledger, b: Ledger): number {
  return a.command.requestedAt.getTime() - b.command.requestedAt.getTime()
}

async function finishStreams(tx: Ctx, ledgers: readonly Ledger[]): Promise<void> {
  const ended = ledgers.flatMap((ledger) => [...ledger.ended].map((nodeId) => ({ commandId: ledger.command.commandId, nodeId })))
  for (const commandId of await finishOutputsOf(tx, ended)) await addCompactJob(tx, commandId)
}

function progressOf(tx: Ctx, ledger: Ledger): CommandProgress {
  const { command, counts, cancelled } = ledger
  const detail = rollUp(counts, command.limits, cancelled)
  const endedAt = commandMeanings[detail].isTerminal ? (command.endedAt ?? tx.clock.now()) : undefined
  return { commandId: command.commandId, detail, counts, cancelled, endedAt, timerAt: endedAt ? undefined : ledger.timerAt }
}

/** An open command has exactly one job waiting for it, at or before the time of its first due invocation. */
async function armTimers(tx: Ctx, ledgers: readonly Ledger[], progress: readonly CommandProgress[]): Promise<void> {
  const spent = ledgers.filter((ledger) => ledger.timerSpent).map((ledger) => ledger.command.commandId)
  const nextDue = await findNextDue(tx, spent)
  for (const [index, change] of progress.entries()) {
    const ledger = ledgers[index]
    if (change.endedAt || !ledger) continue
    if (ledger.timerSpent) change.timerAt = nextDue.get(change.commandId)
    const isArmed = !ledger.timerSpent && change.timerAt?.getTime() === ledger.command.timerAt?.getTime()
    if (change.timerAt && !isArmed) await addAdvanceJob(tx, change.commandId, change.timerAt)
  }
}

export async function addAdvanceJob(tx: Ctx, commandId: string, runAt: Date): Promise<void> {
  const accountId = tx.caller.accountId
  await tx.jobs.add(tx, {
    kind: advanceJob,
    payload: { accountId, commandId },
    runAt,
    key: `${advanceJob}:${accountId}:${commandId}`,
  })
}

function changeEvent({ commandId, detail, counts }: CommandProgress): NewEvent {
  const { targetCount, completedCount, errorCount } = counters(counts)
  return {
    capability: 'run-command',
    type: 'command.changed',
    resource: commandId,
    topics: ['commands', `command/${commandId}`],
    data: {
      status: commandMeanings[detail].status,
      statusDetails: detail,
      targets: targetCount,
      completed: completedCount,
      errors: errorCount,
      running: counts.accepted,
    },
  }
}

/** Other commands may wait for the places that came free; they are advanced on their own, because locks are taken in order. */
async function wakeFreedNodes(tx: Ctx, ledgers: readonly Ledger[]): Promise<void> {
  const freed = [...new Set(ledgers.flatMap((ledger) => [...ledger.freed]))]
  const heldUp = await listHeldUp(tx, freed, 1)
  if (heldUp.length === 0) return
  const nodeIds = [...new Set(heldUp.map((invocation) => invocation.nodeId))]
  await tx.jobs.add(tx, { kind: wakeNodesJob, payload: { accountId: tx.caller.accountId, nodeIds } })
}
