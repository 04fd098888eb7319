import type { Ctx } from '#lib/platform/context'
import { decide } from '../model/decide'
import type { InvocationEvent } from '../model/invocation'
import { countInFlight, listNotSent, listWaiting, type StoredInvocation } from '../store/invocations'
import { findReachability, type Reachability } from '../targets'
import { enter, flush, type Ledger, record } from './ledger'
import { publishJob, ringWaiting } from './publish'

const candidatesPerLook = 200
const rowsPerPage = 1_000

/** Sends as many as rate control allows, or ends the rest when too many failed. `present` are nodes known to listen right now. */
export async function dispatch(tx: Ctx, ledger: Ledger, present: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const decision = decide(ledger.counts, ledger.command.limits)
    if (decision.stop) await endNotSent(tx, ledger, { kind: 'terminated' })
    if (decision.send === 0) return
    const waiting = await listWaiting(tx, ledger.command.commandId, Math.max(decision.send, candidatesPerLook))
    if (waiting.length === 0) return
    await sendSome(tx, ledger, { waiting: enter(ledger, waiting), places: decision.send, present })
    await flush(tx, [ledger])
  }
}

/** Ends everything that no node has got yet. */
export async function endNotSent(tx: Ctx, ledger: Ledger, event: InvocationEvent): Promise<void> {
  for (;;) {
    const rest = enter(ledger, await listNotSent(tx, ledger.command.commandId, rowsPerPage))
    for (const invocation of rest) record(ledger, invocation.nodeId, event)
    await flush(tx, [ledger])
    if (rest.length < rowsPerPage) return
  }
}

interface Sending {
  waiting: readonly StoredInvocation[]
  places: number
  present: ReadonlySet<string>
}

async function sendSome(tx: Ctx, ledger: Ledger, { waiting, places, present }: Sending): Promise<void> {
  const nodeIds = waiting.map((invocation) => invocation.nodeId)
  const [reachability, inFlight] = [await findReachability(tx, nodeIds), await countInFlight(tx, nodeIds)]
  let left = places
  for (const { nodeId } of waiting) {
    if (left === 0) return
    const reachable = present.has(nodeId) ? 'connected' : (reachability.get(nodeId) ?? 'gone')
    const event = eventFor(reachable, (inFlight.get(nodeId) ?? 0) >= tx.config.limits.jobsPerNode)
    record(ledger, nodeId, event)
    if (event.kind === 'unreachable') ringWaiting(tx, nodeId)
    if (event.kind !== 'sent') continue
    publishJob(tx, ledger.command, nodeId)
    left -= 1
  }
}

function eventFor(reachability: Reachability, isBusy: boolean): InvocationEvent {
  if (reachability === 'gone') return { kind: 'gone' }
  if (reachability === 'offline') return { kind: 'unreachable' }
  return isBusy ? { kind: 'busy' } : { kind: 'sent' }
}
