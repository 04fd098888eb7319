import { ApiError } from '#lib/vocabulary/api-error'

export const defaultLifetimeHours = 24
export const longestLifetimeDays = 30
export const defaultRegistrationLimit = 1

/** Of one address: a rack that joins at once passes, a program that tries codes does not. */
export const attemptsAtOnce = 200
export const attemptsPerSecond = 5

export type ActivationState = 'Active' | 'Expired' | 'Exhausted'

export interface ActivationUse {
  expiresAt: Date
  registrationLimit: number
  registrationsCount: number
}

export function stateOf(activation: ActivationUse, now: Date): ActivationState {
  if (activation.expiresAt <= now) return 'Expired'
  return activation.registrationsCount >= activation.registrationLimit ? 'Exhausted' : 'Active'
}

/** The time of day that was asked for, within what the service allows. */
export function planExpiry(asked: Date | undefined, now: Date): Date {
  if (!asked) return new Date(now.getTime() + defaultLifetimeHours * 3_600_000)
  if (asked <= now) throw new ApiError('InvalidParameters', 'ExpirationDate lies in the past.')
  if (asked.getTime() > now.getTime() + longestLifetimeDays * 86_400_000) {
    throw new ApiError('InvalidParameters', `ExpirationDate lies more than ${longestLifetimeDays} days ahead.`)
  }
  return asked
}

/** No letters or digits that are mistaken for each other: the code is read aloud now and then. */
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 20 characters, 100 bits, from 20 random bytes. */
export function codeFrom(random: Uint8Array): string {
  return [...random].map((byte) => codeAlphabet[byte % codeAlphabet.length]).join('')
}

export type DescribeFilter = { kind: 'ids' | 'names' | 'roles'; values: readonly string[] }

export function parseDescribeFilter(key: string, values: readonly string[]): DescribeFilter {
  switch (key) {
    case 'ActivationIds':
      return { kind: 'ids', values }
    case 'DefaultInstanceName':
      return { kind: 'names', values }
    case 'IamRole':
      return { kind: 'roles', values }
    default:
      throw new ApiError('InvalidFilter', `${key} is not a filter of activations.`)
  }
}
