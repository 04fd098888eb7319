import { describe, expect, test } from 'vitest'
import type { PlannedChange } from '../own-operations'
import { chosenChanges, countRows, planRows } from './plan-rows'

const asked = (group: string, Name: string) => ({ group, change: { Action: 'Put' as const, Name, Value: 'v' } })
const checked = (Name: string, Outcome: PlannedChange['Outcome'], PresentVersion = 0) =>
  ({ Name, Outcome, PresentVersion }) as PlannedChange

describe('rows of a plan', () => {
  const rows = planRows(
    [asked('a', 'a'), asked('b', '/b'), asked('b', '/c'), asked('d', '/d'), asked('e', '/e')],
    [
      checked('/a', 'change', 3),
      checked('/b', 'create'),
      checked('/c', 'error'),
      checked('/d', 'same', 1),
      checked('/e', 'delete', 2),
    ],
    new Set(['e']),
  )

  test('choose what works, never half of a group, and not what was left out', () =>
    expect(rows.map(({ Name, chosen }) => [Name, chosen])).toEqual([
      ['/a', true],
      ['/b', false],
      ['/c', false],
      ['/d', false],
      ['/e', false],
    ]))

  test('send what is chosen with the version it was planned for', () =>
    expect(chosenChanges(rows)).toEqual([{ Action: 'Put', Name: 'a', Value: 'v', ExpectedVersion: 3 }]))

  test('are counted', () => expect(countRows(rows)).toEqual({ create: 1, change: 1, delete: 1, same: 1, error: 1 }))

  test('tell two of one name apart', () => {
    const twice = planRows([asked('x', '/x'), asked('x', 'x')], [checked('/x', 'error'), checked('/x', 'error')], new Set())
    expect(new Set(twice.map(({ id }) => id)).size).toBe(2)
  })
})
