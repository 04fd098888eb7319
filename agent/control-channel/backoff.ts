export type Random = () => number

/** After a connection dropped: spread, so that a restarted server is not met by everybody at once. */
export function dropDelay(random: Random): number {
  return random() * 2_500
}

const longest = 5 * 60_000

/** After the nth failure in a row, from 1 s to 5 min, half fixed and half by chance. */
export function failureDelay(failures: number, random: Random): number {
  const ceiling = Math.min(longest, 1_000 * 2 ** Math.min(failures, 20))
  return ceiling / 2 + (random() * ceiling) / 2
}

/** A node that the server does not want any more asks rarely. */
export function refusedDelay(random: Random): number {
  return 25 * 60_000 + random() * 5 * 60_000
}

/** At half of what is left, a little earlier by chance, never sooner than after a second. */
export function refreshDelay(remaining: number, random: Random): number {
  return Math.max(1_000, (remaining / 2) * (0.9 + random() * 0.1))
}
