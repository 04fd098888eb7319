/** The console speaks English, and so do its numbers and times, whatever the browser prefers: server and browser write the same. */
export const locale = 'en-GB'

/** "1,204". */
export function numberText(count: number): string {
  return count.toLocaleString(locale)
}

/** "1 node", "1,204 nodes". */
export function nodesText(count: number): string {
  return count === 1 ? '1 node' : `${numberText(count)} nodes`
}
