import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedText, mergeTexts } from './merge-texts'

const lines = (text: string) => text.split(' ').join('\n')
const merge = (base: string, mine: string, theirs: string) => mergeTexts(lines(base), lines(mine), lines(theirs))
const conflicts = (regions: ReturnType<typeof merge>) => regions.filter(({ kind }) => kind === 'conflict')

test.each([
  ['what only I changed', 'a b c', 'a B c', 'a b c', 'a B c'],
  ['what only they changed', 'a b c', 'a b c', 'a b C', 'a b C'],
  ['changes in different places', 'a b c d e', 'A b c d e', 'a b c d E', 'A b c d E'],
  ['the same change twice', 'a b c', 'a X c', 'a X c', 'a X c'],
  ['what I added and they removed elsewhere', 'a b c d e', 'a new b c d e', 'a b c d', 'a new b c d'],
])('takes %s', (_what, base, mine, theirs, merged) => {
  const regions = merge(base, mine, theirs)
  expect(conflicts(regions)).toEqual([])
  expect(mergedText(regions, [])).toBe(lines(merged))
})

test('asks where both changed one place differently, and each answer gives its text', () => {
  const regions = merge('a b c', 'a mine c', 'a theirs c')
  expect(conflicts(regions)).toEqual([{ kind: 'conflict', mine: ['mine'], theirs: ['theirs'] }])
  expect(mergedText(regions, ['mine'])).toBe(lines('a mine c'))
  expect(mergedText(regions, ['theirs'])).toBe(lines('a theirs c'))
  expect(mergedText(regions, ['both'])).toBe(lines('a mine theirs c'))
})

test('asks when one side removed what the other changed', () => {
  expect(conflicts(merge('a b c', 'a c', 'a B c'))).toEqual([{ kind: 'conflict', mine: [], theirs: ['B'] }])
})

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'))

test('an unchanged side never costs the other anything, and nothing conflicts with itself', () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      expect(mergedText(mergeTexts(base, other, base), [])).toBe(other)
      expect(mergedText(mergeTexts(base, base, other), [])).toBe(other)
      expect(mergeTexts(base, other, other).some(({ kind }) => kind === 'conflict')).toBe(false)
    }),
  )
})

test('choosing one side everywhere keeps everything that this side says where they disagree', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const regions = mergeTexts(base, mine, theirs)
      if (regions.every(({ kind }) => kind === 'conflict'))
        expect(
          mergedText(
            regions,
            regions.map(() => 'theirs'),
          ),
        ).toBe(theirs)
    }),
  )
})
