import { expect, test } from 'vitest'
import { rateProblem, rateSentence } from './rate'

const finish = '; nodes already running will finish.'

test.each([
  [
    { concurrency: '24', errors: '12' },
    212,
    `24 nodes at a time, about 9 waves. Stops sending after the 13th failure (12 allowed)${finish}`,
  ],
  [{ concurrency: '10%', errors: '0' }, 212, `21 nodes at a time, about 11 waves. Stops sending at the first failure${finish}`],
  [
    { concurrency: '1%', errors: '1' },
    20,
    `1 node at a time, about 20 waves. Stops sending after the 2nd failure (1 allowed)${finish}`,
  ],
  [{ concurrency: '50', errors: '0' }, 3, `All nodes at once. Stops sending at the first failure${finish}`],
  [{ concurrency: '50', errors: '100%' }, 3, 'All nodes at once. Failures never stop it.'],
  [{ concurrency: 'x', errors: '0' }, 3, ''],
])('%o for %i nodes', (rate, total, sentence) => expect(rateSentence(rate, total)).toBe(sentence))

test.each([
  ['concurrency', '50', true],
  ['concurrency', '10%', true],
  ['concurrency', '0', false],
  ['concurrency', '101%', false],
  ['errors', '0', true],
  ['errors', '0%', true],
  ['errors', '-1', false],
  ['errors', '1.5', false],
  ['errors', '', false],
] as const)('%s %j is valid: %s', (kind, text, valid) => expect(rateProblem(kind, text) === undefined).toBe(valid))
