import { expect, test, vi } from 'vitest'
import { LastLineStore } from './last-lines'

test('tells only who listens to a node whose line changed', () => {
  const store = new LastLineStore()
  const [one, two] = [vi.fn<() => void>(), vi.fn<() => void>()]
  const leave = store.subscribe('mi-1', one)
  store.subscribe('mi-2', two)
  store.take({ commandId: 'c', lines: { 'mi-1': 'begun' } })
  store.take({ commandId: 'c', lines: { 'mi-1': 'begun', 'mi-3': 'else' } })
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 0])
  leave()
  store.take({ commandId: 'c', lines: { 'mi-1': 'ended' } })
  expect(one).toHaveBeenCalledTimes(1)
  expect([store.of('mi-1'), store.of('mi-3'), store.of('mi-4')]).toEqual(['ended', 'else', undefined])
})
