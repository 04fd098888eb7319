import { describe, expect, it } from 'vitest'
import {
  concurrencyFor,
  errorLimitFor,
  isErrorLimitPassed,
  parseMaxConcurrency,
  parseMaxErrors,
  rampedConcurrency,
} from './rate-control'

describe('MaxConcurrency', () => {
  it.each([
    ['1', 50, 1],
    ['50', 10, 50],
    ['10%', 50, 5],
    ['1%', 50, 1],
    ['99%', 1, 1],
    ['100%', 7, 7],
    ['33%', 10, 3],
  ])('%s of %i targets is %i at once', (text, targets, expected) => {
    expect(concurrencyFor(parseMaxConcurrency(text), targets)).toBe(expected)
  })

  it.each(['', '0', '0%', '01', '101%', '-1', '1.5', '10 %', '%', '12345678', '5\n'])('is never %j', (text) => {
    expect(() => parseMaxConcurrency(text)).toThrow(expect.objectContaining({ code: 'ValidationException' }))
  })
})

describe('MaxErrors', () => {
  it.each([
    ['0', 50, 0],
    ['0%', 50, 0],
    ['3', 50, 3],
    ['10%', 50, 5],
    ['10%', 9, 0],
    ['100%', 3, 3],
  ])('%s of %i targets tolerates %i', (text, targets, expected) => {
    expect(errorLimitFor(parseMaxErrors(text), targets)).toBe(expected)
  })

  it.each(['', '00', '-0', '101%', '1%%'])('is never %j', (text) => {
    expect(() => parseMaxErrors(text)).toThrow(expect.objectContaining({ code: 'ValidationException' }))
  })

  it.each([
    ['0: the first error stops', 0, 1],
    ['3: the fourth stops', 3, 4],
    ['10% of 50: the sixth stops', errorLimitFor(parseMaxErrors('10%'), 50), 6],
  ])('of %s', (_name, limit, first) => {
    expect(isErrorLimitPassed(first - 1, limit)).toBe(false)
    expect(isErrorLimitPassed(first, limit)).toBe(true)
  })
})

describe('the ramp', () => {
  it.each([
    [0, 1],
    [1, 2],
    [2, 2],
    [3, 4],
    [6, 4],
    [7, 8],
    [15, 16],
    [63, 50],
    [1_000_000_000_000, 50],
  ])('after %i acknowledgements allows %i of 50', (acknowledged, expected) => {
    expect(rampedConcurrency(acknowledged, 50)).toBe(expected)
  })
})
