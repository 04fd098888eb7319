import { expect, it } from 'vitest'
import type { Caller } from '#lib/platform/context'
import { createCallRates } from './call-rates'

const from = { accountId: '000000000001', sourceIp: '192.0.2.1', userAgent: 'test' }
const person = { kind: 'user', userId: 'u1', email: 'maria@example.net', role: 'owner', ...from } as const
const node = (nodeId: string): Caller => ({ kind: 'node', nodeId, ...from })

function limited(perSecond: number) {
  let ms = 1_000_000
  const rates = createCallRates({ now: () => new Date(ms) }, perSecond)
  /** How many of so many calls at this moment are let through. */
  const passed = (caller: Caller, calls: number) =>
    Array.from({ length: calls }).filter(() => {
      try {
        rates.take(caller)
        return true
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'ThrottlingException', status: 400 })
        return false
      }
    }).length
  return { passed, wait: (milliseconds: number) => (ms += milliseconds) }
}

it('lets a burst through, and then the rate', () => {
  const { passed, wait } = limited(10)
  expect(passed(person, 30)).toBe(20)
  wait(500)
  expect(passed(person, 30)).toBe(5)
  wait(60_000)
  expect(passed(person, 30)).toBe(20)
})

it('does not make up for calls that were refused', () => {
  const { passed, wait } = limited(1)
  passed(person, 2)
  for (let step = 0; step < 9; step += 1) {
    wait(100)
    expect(passed(person, 1)).toBe(0)
  }
  wait(200)
  expect(passed(person, 1)).toBe(1)
})

it('counts each key, person and node apart', () => {
  const { passed } = limited(1)
  const callers: Caller[] = [
    person,
    { ...person, accessKeyId: 'AKIA1' },
    { ...person, accessKeyId: 'AKIA2' },
    node('mi-1'),
    node('mi-2'),
  ]
  expect(callers.map((caller) => passed(caller, 5))).toEqual([2, 2, 2, 2, 2])
})

it('does not limit the program itself, nor those whom nobody knows', () => {
  const { passed } = limited(1)
  expect(passed({ kind: 'system', ...from }, 100)).toBe(100)
  expect(passed({ kind: 'anonymous', ...from }, 100)).toBe(100)
})
