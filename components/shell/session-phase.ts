export type SessionPhase = 'signed-in' | 'ending' | 'ended'

/** How long before its end a session is said to end. */
export const warningSeconds = 600

/** Browsers run a longer timer at once. */
const longestTimerSeconds = 86_400

/** Times in epoch seconds. */
export function sessionPhase(expiresAt: number, now: number): SessionPhase {
  if (now >= expiresAt) return 'ended'
  return now >= expiresAt - warningSeconds ? 'ending' : 'signed-in'
}

/** Seconds until the phase may be another one. */
export function untilNextPhase(expiresAt: number, now: number): number {
  const next = sessionPhase(expiresAt, now) === 'signed-in' ? expiresAt - warningSeconds : expiresAt
  return next <= now ? longestTimerSeconds : Math.min(longestTimerSeconds, next - now + 0.1)
}

export function timeLeft(expiresAt: number, now: number): string {
  const left = Math.max(0, expiresAt - now)
  if (left < 60) return 'in less than a minute'
  const minutes = Math.floor(left / 60)
  return minutes === 1 ? 'in 1 minute' : `in ${minutes} minutes`
}
