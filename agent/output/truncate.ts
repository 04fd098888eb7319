/** What the API keeps of a step's output: the first bytes, then a marker (agent.md 8.6). */
export const outputLimits = { standardOutput: 24_000, standardError: 8_000, output: 2_500 }

const streamMarker = '--output truncated--'
const errorTitle = '\n----------ERROR-------\n'
const outputMarker = '\n---Output truncated---'
const errorMarker = '\n---Error truncated----'

export function truncateStream(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  return firstBytes(text, limit - streamMarker.length) + streamMarker
}

/** The one field that holds both streams. A short stream is kept whole and leaves its share to the long one. */
export function combineStreams(standardOutput: string, standardError: string, limit: number): string {
  const title = standardError ? errorTitle : ''
  const space = limit - title.length
  const outputBytes = Buffer.byteLength(standardOutput)
  const errorBytes = Buffer.byteLength(standardError)
  if (outputBytes + errorBytes < space) return standardOutput + title + standardError
  const half = space / 2
  if (outputBytes > half && errorBytes > half) {
    const each = Math.floor((space - outputMarker.length - errorMarker.length) / 2)
    return firstBytes(standardOutput, each) + outputMarker + title + firstBytes(standardError, each) + errorMarker
  }
  if (outputBytes <= half) {
    const rest = space - errorMarker.length - outputBytes
    return standardOutput + title + firstBytes(standardError, rest) + errorMarker
  }
  return firstBytes(standardOutput, space - outputMarker.length - errorBytes) + outputMarker + title + standardError
}

/** The longest prefix that is at most `limit` bytes of UTF-8 and ends at a character. */
export function firstBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  let end = Math.max(0, limit)
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.toString('utf8', 0, end)
}
