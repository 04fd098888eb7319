import { describe, expect, it } from 'vitest'
import { sessionPhase, timeLeft, untilNextPhase } from './session-phase'

const end = 100_000

describe('the phases of a session', () => {
  it.each([
    [end - 601, 'signed-in'],
    [end - 600, 'ending'],
    [end - 1, 'ending'],
    [end, 'ended'],
    [end + 5, 'ended'],
  ])('at %d it is %s', (now, phase) => expect(sessionPhase(end, now)).toBe(phase))

  it('looks again when the next phase has begun, and never by a timer that a browser would run at once', () => {
    expect(sessionPhase(end, end - 700 + untilNextPhase(end, end - 700))).toBe('ending')
    expect(sessionPhase(end, end - 300 + untilNextPhase(end, end - 300))).toBe('ended')
    expect(untilNextPhase(end * 100, 0)).toBeLessThan(2 ** 31 / 1000)
    expect(untilNextPhase(end, end + 1)).toBeGreaterThan(60)
  })

  it.each([
    [599, 'in 9 minutes'],
    [119, 'in 1 minute'],
    [30, 'in less than a minute'],
    [-3, 'in less than a minute'],
  ])('%d seconds before: %s', (left, words) => expect(timeLeft(end, end - left)).toBe(words))
})
