import { ApiError } from '#lib/vocabulary/api-error'

export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion'

/** What a state refuses, as the real service words it. */
export function requireEnabled(arn: string, state: KeyState): void {
  if (state === 'Disabled') throw new ApiError('DisabledException', `${arn} is disabled.`)
  requireNotPending(arn, state)
}

export function requireNotPending(arn: string, state: KeyState): void {
  if (state === 'PendingDeletion') throw new ApiError('KMSInvalidStateException', `${arn} is pending deletion.`)
}

export function requirePending(arn: string, state: KeyState): void {
  if (state !== 'PendingDeletion') throw new ApiError('KMSInvalidStateException', `${arn} is not pending deletion.`)
}

export const deletionDays = { least: 7, most: 30, byDefault: 30 } as const
export const rotationDays = { byDefault: 365 } as const
export const mostAliases = 50

export function daysAfter(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 86_400_000)
}
