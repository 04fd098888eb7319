/** Larger payloads do not fit one message of NATS as it is installed; what is larger belongs in the database or in blobs. */
export const maxPayloadBytes = 1_048_576

const words = /^[^\s.*>]+(\.[^\s.*>]+)*$/

export function assertPublishable(subject: string, payload: Uint8Array): void {
  if (!words.test(subject)) throw new TypeError(`"${subject}" is not a subject: dot-separated words without * and >`)
  if (payload.byteLength > maxPayloadBytes) {
    throw new RangeError(`A payload of ${payload.byteLength} bytes on ${subject} is over the limit of ${maxPayloadBytes}`)
  }
}

/** `{ below: 'a.b' }` for `a.b.>`, `{ exact: 'a.b' }` for `a.b`. */
export function parsePattern(pattern: string): { exact: string } | { below: string } {
  const below = pattern.endsWith('.>') ? pattern.slice(0, -2) : undefined
  if (!words.test(below ?? pattern))
    throw new TypeError(`"${pattern}" is not a pattern: dot-separated words, at the end perhaps .>`)
  return below === undefined ? { exact: pattern } : { below }
}
