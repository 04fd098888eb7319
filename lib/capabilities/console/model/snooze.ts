import { ApiError } from '#lib/vocabulary/api-error'

export const longestSnoozeDays = 30

/** A snooze without an end in sight would be a way to lose a problem. */
export function parseSnoozeEnd(endsAt: Date, now: Date): Date {
  const days = (endsAt.getTime() - now.getTime()) / 86_400_000
  if (days > 0 && days <= longestSnoozeDays) return endsAt
  throw new ApiError('ValidationException', `Until has to be in the future, and at most ${longestSnoozeDays} days away.`)
}
