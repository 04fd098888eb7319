import type { Ctx } from '#lib/platform/context'
import type { DeliveredCommand } from '../command'
import { type Counts, recount } from '../model/counts'
import { type InvocationEvent, isInFlight, transition } from '../model/invocation'
import { lockCommands } from '../store/commands'
import { type StoredInvocation, updateInvocations } from '../store/invocations'
import { openJob } from './stored-values'

/** A locked command with what one transaction does to it and its invocations. Lives no longer than the transaction. */
export interface Ledger {
  readonly command: DeliveredCommand
  readonly now: Date
  counts: Counts
  cancelled: boolean
  timerAt: Date | undefined
  /** The timer has gone off, or there was none: the next time has to be looked up. */
  timerSpent: boolean
  /** By node, as they are now. */
  readonly known: Map<string, StoredInvocation>
  /** Not yet written. */
  readonly dirty: Set<string>
  /** Nodes that got a place free. */
  readonly freed: Set<string>
  /** Nodes whose invocation ended in this transaction after they had taken it up. */
  readonly ended: Set<string>
  changed: boolean
}

export async function openLedgers(tx: Ctx, commandIds: Iterable<string>): Promise<ReadonlyMap<string, Ledger>> {
  const locked = await lockCommands(tx, [...new Set(commandIds)])
  const commands = await Promise.all(locked.map((command) => openJob(tx, command)))
  return new Map(commands.map((command) => [command.commandId, ledgerOf(command, tx.clock.now())]))
}

function ledgerOf(command: DeliveredCommand, now: Date): Ledger {
  return {
    command,
    now,
    counts: command.counts,
    cancelled: command.cancelled,
    timerAt: command.timerAt,
    timerSpent: !command.timerAt,
    known: new Map(),
    dirty: new Set(),
    freed: new Set(),
    ended: new Set(),
    changed: false,
  }
}

/** Takes in what was read under the lock; what this transaction knows already is newer. */
export function enter(ledger: Ledger, invocations: readonly StoredInvocation[]): readonly StoredInvocation[] {
  return invocations.map((invocation) => {
    const known = ledger.known.get(invocation.nodeId)
    if (!known) ledger.known.set(invocation.nodeId, invocation)
    return known ?? invocation
  })
}

/** Tells whether the event changed anything. */
export function record(ledger: Ledger, nodeId: string, event: InvocationEvent): boolean {
  const before = ledger.known.get(nodeId)
  if (!before) return false
  const after = transition(before, event, { now: ledger.now, deadlines: ledger.command.deadlines })
  if (after === before) return false
  ledger.counts = recount(ledger.counts, before, after)
  ledger.known.set(nodeId, { ...before, ...after })
  ledger.dirty.add(nodeId)
  ledger.changed = true
  if (isInFlight(before) && after.stage === 'ended') ledger.freed.add(nodeId)
  if (after.stage === 'ended' && after.acceptedAt) ledger.ended.add(nodeId)
  if (after.dueAt && (!ledger.timerAt || after.dueAt < ledger.timerAt)) ledger.timerAt = after.dueAt
  return true
}

/** Writes what is dirty in all of them in one statement. */
export async function flush(tx: Ctx, ledgers: Iterable<Ledger>): Promise<void> {
  const rows: StoredInvocation[] = []
  for (const ledger of ledgers) {
    for (const nodeId of ledger.dirty) {
      const invocation = ledger.known.get(nodeId)
      if (invocation) rows.push(invocation)
    }
    ledger.dirty.clear()
  }
  await updateInvocations(tx, rows)
}
