import { describe, expect, it } from 'vitest'
import { type Deadlines, type Invocation, type InvocationEvent, newInvocation, transition } from './invocation'

const now = new Date('2026-01-01T00:00:00Z')
const seconds = (count: number) => new Date(now.getTime() + count * 1000)
const deadlines: Deadlines = { delivery: seconds(3_600), total: seconds(7_200) }

function after(...events: readonly InvocationEvent[]): Invocation {
  return events.reduce((invocation, event) => transition(invocation, event, { now, deadlines }), newInvocation('mi-1', deadlines))
}

const sent: InvocationEvent = { kind: 'sent' }
const accepted: InvocationEvent = { kind: 'accepted' }
const progressed: InvocationEvent = { kind: 'progressed', trace: '' }
const success: InvocationEvent = { kind: 'finished', detail: 'Success', trace: '' }
const cancelled: InvocationEvent = { kind: 'cancelled' }

describe('an invocation', () => {
  it.each<[string, readonly InvocationEvent[], string, string]>([
    ['waits', [], 'waiting', 'Pending'],
    ['is on its way', [sent], 'sent', 'Pending'],
    ['runs', [sent, accepted], 'accepted', 'InProgress'],
    ['runs when a reply overtakes the acknowledgement', [sent, progressed, accepted], 'accepted', 'InProgress'],
    ['is done', [sent, accepted, success], 'ended', 'Success'],
    ['stays done', [sent, success, progressed, accepted, { kind: 'expired' }, cancelled], 'ended', 'Success'],
    ['waits for an absent node', [{ kind: 'unreachable' }], 'delayed', 'Delayed'],
    ['may go when the node is back', [{ kind: 'unreachable' }, { kind: 'reachable' }], 'waiting', 'Pending'],
    ['waits for room on the node', [sent, { kind: 'refused' }], 'blocked', 'Pending'],
    ['runs although it was given up as lost', [sent, { kind: 'unreachable' }, accepted], 'accepted', 'InProgress'],
    ['is refused for good', [sent, { kind: 'rejected', reason: 'no' }], 'ended', 'Failed'],
    ['is not brought back by a late refusal', [sent, accepted, { kind: 'refused' }], 'accepted', 'InProgress'],
    ['is cancelled before it was sent', [cancelled], 'ended', 'Cancelled'],
    ['is asked to stop', [sent, accepted, cancelled], 'accepted', 'Cancelling'],
    ['is asked to stop before it was acknowledged', [sent, cancelled, { kind: 'unreachable' }], 'sent', 'Cancelling'],
    ['was not there to be stopped', [sent, cancelled, { kind: 'refused' }], 'ended', 'Cancelled'],
    ['goes on cancelling while it reports', [sent, accepted, cancelled, progressed], 'accepted', 'Cancelling'],
    ['was faster than the cancel', [sent, accepted, cancelled, success], 'ended', 'Success'],
    ['counts as cancelled when nothing was heard', [sent, accepted, cancelled, { kind: 'expired' }], 'ended', 'Cancelled'],
    ['is terminated while it waits', [{ kind: 'terminated' }], 'ended', 'Terminated'],
    ['is not terminated while it runs', [sent, accepted, { kind: 'terminated' }], 'accepted', 'InProgress'],
    ['runs out of time', [sent, accepted, { kind: 'expired' }], 'ended', 'DeliveryTimedOut'],
    ['has no node any more', [{ kind: 'gone' }], 'ended', 'Undeliverable'],
  ])('%s', (_name, events, stage, detail) => {
    expect(after(...events)).toMatchObject({ stage, detail })
  })

  it('is looked at again in time', () => {
    expect(after().dueAt).toEqual(deadlines.delivery)
    expect(after(sent).dueAt).toEqual(seconds(5))
    expect(after(sent, { kind: 'refused' }).dueAt).toEqual(seconds(10))
    expect(after({ kind: 'unreachable' }).dueAt).toEqual(seconds(30))
    expect(after(sent, accepted).dueAt).toEqual(deadlines.total)
    expect(after(sent, accepted, cancelled).dueAt).toEqual(seconds(5))
    expect(after(sent, success).dueAt).toBeUndefined()
  })

  it('is never due after its deadline', () => {
    const late = seconds(3_599)
    const invocation = transition(newInvocation('mi-1', deadlines), sent, { now: late, deadlines })
    expect(invocation.dueAt).toEqual(deadlines.delivery)
  })

  it('comes back as it was when nothing changes', () => {
    const ended = after(sent, success)
    expect(transition(ended, progressed, { now, deadlines })).toBe(ended)
  })
})
