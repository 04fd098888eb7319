import { describe, expect, it } from 'vitest'
import { type Counts, emptyCounts } from './counts'
import { decide, rollUp } from './decide'

const counts = (some: Partial<Counts>): Counts => ({ ...emptyCounts(), ...some })

describe('decide', () => {
  it.each<[string, Partial<Counts>, { concurrency: number; errors: number }, { stop: boolean; send: number }]>([
    ['one node first', { waiting: 10 }, { concurrency: 50, errors: 0 }, { stop: false, send: 1 }],
    ['nothing more until it acknowledges', { waiting: 9, sent: 1 }, { concurrency: 50, errors: 0 }, { stop: false, send: 0 }],
    ['then two', { waiting: 9, accepted: 1, acknowledged: 1 }, { concurrency: 50, errors: 0 }, { stop: false, send: 2 }],
    ['then four', { waiting: 7, accepted: 3, acknowledged: 3 }, { concurrency: 50, errors: 0 }, { stop: false, send: 4 }],
    ['up to the limit', { waiting: 90, accepted: 7, acknowledged: 7 }, { concurrency: 10, errors: 0 }, { stop: false, send: 3 }],
    [
      'no place for more',
      { waiting: 90, accepted: 10, acknowledged: 50 },
      { concurrency: 10, errors: 0 },
      { stop: false, send: 0 },
    ],
    ['as many as wait', { waiting: 2, acknowledged: 50 }, { concurrency: 50, errors: 0 }, { stop: false, send: 2 }],
    [
      'the error at the limit is allowed',
      { waiting: 5, Failed: 3, acknowledged: 3 },
      { concurrency: 1, errors: 3 },
      { stop: false, send: 1 },
    ],
    [
      'the one beyond stops',
      { waiting: 5, Failed: 3, ExecutionTimedOut: 1 },
      { concurrency: 1, errors: 3 },
      { stop: true, send: 0 },
    ],
    ['absent nodes are stopped too', { delayed: 2, Failed: 1 }, { concurrency: 1, errors: 0 }, { stop: true, send: 0 }],
    ['nothing left to stop', { accepted: 2, Failed: 1 }, { concurrency: 9, errors: 0 }, { stop: false, send: 0 }],
    [
      'delivery time-outs are no errors',
      { waiting: 1, DeliveryTimedOut: 9, acknowledged: 1 },
      { concurrency: 1, errors: 0 },
      { stop: false, send: 1 },
    ],
  ])('%s', (_name, some, limits, decision) => {
    expect(decide(counts(some), limits)).toEqual(decision)
  })
})

describe('rollUp', () => {
  it.each<[Partial<Counts>, number, boolean, string]>([
    [{ waiting: 3 }, 0, false, 'Pending'],
    [{ delayed: 3, sent: 1 }, 0, false, 'Pending'],
    [{ waiting: 3, accepted: 1, acknowledged: 1 }, 0, false, 'InProgress'],
    [{ accepted: 1, acknowledged: 1 }, 0, true, 'Cancelling'],
    [{}, 0, false, 'NoInstancesInTag'],
    [{ Success: 5 }, 0, false, 'Success'],
    [{ Success: 4, Undeliverable: 1 }, 0, false, 'Success'],
    [{ Success: 1, Undeliverable: 4 }, 0, false, 'Success'],
    [{ Undeliverable: 5 }, 0, false, 'Failed'],
    [{ InvalidPlatform: 5 }, 0, false, 'Failed'],
    [{ Success: 4, Failed: 1 }, 3, false, 'Incomplete'],
    [{ Success: 1, Failed: 4 }, 3, false, 'Failed'],
    [{ Success: 1, ExecutionTimedOut: 4 }, 3, false, 'ExecutionTimedOut'],
    [{ Success: 1, DeliveryTimedOut: 4 }, 3, false, 'DeliveryTimedOut'],
    [{ Success: 4, DeliveryTimedOut: 1 }, 3, false, 'Incomplete'],
    [{ Failed: 1, Terminated: 4 }, 0, false, 'Failed'],
    [{ Success: 1, Cancelled: 4 }, 0, true, 'Cancelled'],
    [{ Success: 5 }, 0, true, 'Success'],
  ])('%j with %i allowed errors, cancelled %s: %s', (some, errors, cancelled, detail) => {
    expect(rollUp(counts(some), { concurrency: 50, errors }, cancelled)).toBe(detail)
  })
})
