import { expect, it } from 'vitest'
import { defaultLimits, parseLimits } from './limits'

it('are the defaults, but for those that are given', () => {
  expect(parseLimits('')).toEqual(defaultLimits)
  expect(parseLimits(' outputMiB=10, auditDays = 400 ')).toEqual({ ...defaultLimits, outputMiB: 10, auditDays: 400 })
})

it.each([
  ['output=10', /has "output=10", but its parts are NAME=NUMBER with the names requestMiB, connections/],
  ['outputMiB', /has "outputMiB"/],
  ['outputMiB=lots', /has "outputMiB=lots"/],
  ['constructor=1', /has "constructor=1"/],
  ['outputMiB=0', /has outputMiB=0, but that must be from 1 to 1000\.$/],
  ['jobsPerNode=11', /from 1 to 10/],
])('are refused in one sentence: %s', (text, sentence) => {
  expect(parseLimits(text)).toMatch(sentence)
})
