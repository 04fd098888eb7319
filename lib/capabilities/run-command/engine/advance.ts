import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { deliveriesBeforeDelay, type Invocation, type InvocationEvent } from '../model/invocation'
import { listDue, listForNodes, type StoredInvocation } from '../store/invocations'
import { findReachability, type Reachability } from '../targets'
import { enter, type Ledger, openLedgers, record } from './ledger'
import { publishCancel, publishJob, ringWaiting } from './publish'
import { settle } from './settle'

const duePerAdvance = 1_000

/** The timer of one command: deadlines, missing acknowledgements, places that may be free. Idempotent. */
export async function advance(ctx: Ctx, commandId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const ledger = (await openLedgers(tx, [commandId])).get(commandId)
    if (!ledger || ledger.command.endedAt) return
    ledger.timerSpent = true
    ledger.changed = true
    const due = enter(ledger, await listDue(tx, commandId, duePerAdvance))
    const reachability = await findReachability(
      tx,
      due.filter(isOnTheWay).map((invocation) => invocation.nodeId),
    )
    for (const invocation of due) {
      lookAt(tx, ledger, { ...invocation, reachability: reachability.get(invocation.nodeId) ?? 'gone' })
    }
    await settle(tx, [ledger])
  })
}

function isOnTheWay(invocation: Invocation): boolean {
  return invocation.stage === 'sent' || invocation.detail === 'Cancelling'
}

interface DueInvocation extends StoredInvocation {
  reachability: Reachability
}

function lookAt(tx: Ctx, ledger: Ledger, invocation: DueInvocation): void {
  const { delivery, total } = ledger.command.deadlines
  const deadline = invocation.stage === 'accepted' ? total : delivery
  if (ledger.now >= deadline) record(ledger, invocation.nodeId, { kind: 'expired' })
  else if (invocation.detail === 'Cancelling') resendCancel(tx, ledger, invocation)
  else if (invocation.stage === 'sent') resendJob(tx, ledger, invocation)
  else record(ledger, invocation.nodeId, { kind: 'reachable' })
}

/** Lost, or the connection was dying: the agent knows the job id and takes a second copy for what it is. */
function resendJob(tx: Ctx, ledger: Ledger, { nodeId, deliveries, reachability }: DueInvocation): void {
  const isWorthIt = reachability === 'connected' && deliveries < deliveriesBeforeDelay
  const event: InvocationEvent =
    reachability === 'gone' ? { kind: 'gone' } : isWorthIt ? { kind: 'sent' } : { kind: 'unreachable' }
  record(ledger, nodeId, event)
  if (isWorthIt) publishJob(tx, ledger.command, nodeId)
  else ringWaiting(tx, nodeId)
}

/** A node that knows of the cancel, but has never acknowledged the job, has never got it. */
function resendCancel(tx: Ctx, ledger: Ledger, invocation: StoredInvocation): void {
  const { nodeId, stage, cancelAcknowledged } = invocation
  if (stage === 'sent' && cancelAcknowledged) {
    record(ledger, nodeId, { kind: 'expired' })
    return
  }
  cancelAgain(tx, ledger, invocation)
}

const nodesPerTransaction = 200

export interface Waking {
  /** The nodes are known to listen at this moment, whatever the database says. */
  isPresent: boolean
  /** What is on its way may have been lost with the old connection. */
  resend: boolean
}

/** The nodes listen (again): what waits for them goes out, and what they may have missed goes out again. */
export async function wakeNodes(ctx: Ctx, nodeIds: readonly string[], how: Waking): Promise<void> {
  for (let start = 0; start < nodeIds.length; start += nodesPerTransaction) {
    await wakePage(ctx, nodeIds.slice(start, start + nodesPerTransaction), how)
  }
}

async function wakePage(ctx: Ctx, nodeIds: readonly string[], how: Waking): Promise<void> {
  const waiting = await listForNodes(ctx, nodeIds)
  if (waiting.length === 0) return
  await transact(ctx, async (tx) => {
    const ledgers = await openLedgers(
      tx,
      waiting.map((invocation) => invocation.commandId),
    )
    for (const invocation of await listForNodes(tx, nodeIds)) {
      const ledger = ledgers.get(invocation.commandId)
      if (!ledger) continue
      enter(ledger, [invocation])
      if (how.isPresent && invocation.detail === 'Cancelling') cancelAgain(tx, ledger, invocation)
      else if (how.resend && invocation.stage === 'sent') sendAgain(tx, ledger, invocation)
      record(ledger, invocation.nodeId, { kind: 'reachable' })
    }
    await settle(tx, [...ledgers.values()], how.isPresent ? new Set(nodeIds) : undefined)
  })
}

function sendAgain(tx: Ctx, ledger: Ledger, { nodeId }: StoredInvocation): void {
  record(ledger, nodeId, { kind: 'sent' })
  publishJob(tx, ledger.command, nodeId)
}

function cancelAgain(tx: Ctx, ledger: Ledger, { nodeId }: StoredInvocation): void {
  record(ledger, nodeId, { kind: 'cancel-sent' })
  publishCancel(tx, { commandId: ledger.command.commandId, nodeId })
}
