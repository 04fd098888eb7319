import { describe, expect, test } from 'vitest'
import type { ComparedRow } from '../own-operations'
import { copyChanges, fixedSide, sideOf, sideText } from './compare-words'

describe('a side of a comparison', () => {
  test.each([
    ['left=/prod', { Path: '/prod' }, '/prod'],
    ['left=prod/&leftLabel=live', { Path: '/prod', Label: 'live' }, '/prod:live'],
    ['left=/a&leftAt=2026-01-31T08:00Z', { Path: '/a', At: 1_769_846_400 }, '/a at 2026-01-31 08:00 UTC'],
    ['left=/a&leftAt=nonsense', { Path: '/a' }, '/a'],
  ])('%s', (search, side, text) => {
    expect(sideOf(new URLSearchParams(search), 'left')).toEqual(side)
    expect(sideText(side)).toBe(text)
  })

  test('of a label or a time cannot be written to', () => {
    expect(fixedSide({ Path: '/a' })).toBeUndefined()
    expect(fixedSide({ Path: '/a', Label: 'l' })).toContain('label')
    expect(fixedSide({ Path: '/a', At: 1 })).toContain('past')
  })
})

test('the right side is made like the left one', () => {
  const side = (Name: string, Version: number) => ({ Name, Version, NewestVersion: Version, Type: 'String' })
  const rows = [
    { Name: 'x', Result: 'changed', Left: side('/l/x', 3), Right: side('/r/x', 7) },
    { Name: 'd/y', Result: 'left', Left: side('/l/d/y', 1) },
    { Name: 'z', Result: 'right', Right: side('/r/z', 2) },
    { Name: 'e', Result: 'equal', Left: side('/l/e', 1), Right: side('/r/e', 1) },
  ] as ComparedRow[]
  expect(copyChanges(rows, '/r').map(({ change }) => change)).toEqual([
    { Action: 'Copy', Source: '/l/x:3', Name: '/r/x' },
    { Action: 'Copy', Source: '/l/d/y:1', Name: '/r/d/y' },
    { Action: 'Delete', Name: '/r/z' },
  ])
})
