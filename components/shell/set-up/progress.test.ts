import { describe, expect, it } from 'vitest'
import { doneSteps, nextStep } from './progress'
import type { Installation } from './steps'

const fresh: Installation = {
  Name: undefined,
  AccountId: '000000000001',
  Region: 'local-1',
  Url: 'https://localhost:3443',
  RootKeyFrom: 'file',
  RecoveryKeyConfirmedAt: undefined,
  RecoveryKeyConfirmedBy: undefined,
}
const named = { Name: 'Berlin fleet' }
const kept = { RecoveryKeyConfirmedAt: 1, RecoveryKeyConfirmedBy: 'olga' }

describe('how far the set-up has come', () => {
  it.each([
    ['nothing yet', {}, ['administrator'], 'installation'],
    ['a name', named, ['administrator', 'installation'], 'secrets'],
    ['a key alone', kept, ['administrator', 'secrets'], 'installation'],
    ['both', { ...named, ...kept }, ['administrator', 'installation', 'secrets'], undefined],
    [
      'a key from elsewhere',
      { ...named, RootKeyFrom: 'environment' as const },
      ['administrator', 'installation', 'secrets'],
      undefined,
    ],
  ])('with %s', (_what, more, done, next) => {
    const installation = { ...fresh, ...more }
    expect([...doneSteps(installation)]).toEqual(done)
    expect(nextStep(installation)).toBe(next)
  })
})
