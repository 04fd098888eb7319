/** Output addressed by offset. `received` is what the agent may forget; `stored` is what is kept, never more than the limit. */
export interface StreamState {
  received: number
  stored: number
  final: boolean
  truncated: boolean
}

export const emptyStream: StreamState = { received: 0, stored: 0, final: false, truncated: false }

export interface Append {
  state: StreamState
  /** What to store at `before.stored`; empty when it is known already, or beyond the limit. */
  bytes: Uint8Array
}

/** Idempotent: bytes already received are passed over, and nothing is taken after a gap, so the agent sends it again from there. */
export function planAppend(
  before: StreamState,
  chunk: { offset: number; bytes: Uint8Array; final: boolean },
  limit: number,
): Append {
  const end = chunk.offset + chunk.bytes.length
  if (chunk.offset > before.received) return { state: before, bytes: nothing }
  const final = before.final || (chunk.final && end >= before.received)
  if (end <= before.received) return { state: final === before.final ? before : { ...before, final }, bytes: nothing }
  const fresh = chunk.bytes.subarray(before.received - chunk.offset)
  const kept = keepWithin(before, fresh, limit)
  const truncated = before.truncated || kept.length < fresh.length
  const bytes = truncated && !before.truncated ? withMarker(kept, limit) : kept
  return { state: { received: end, stored: before.stored + bytes.length, final, truncated }, bytes }
}

const nothing = new Uint8Array(0)

function keepWithin(before: StreamState, fresh: Uint8Array, limit: number): Uint8Array {
  if (before.truncated) return nothing
  const room = Math.max(0, limit - before.stored)
  return fresh.length <= room ? fresh : fresh.subarray(0, wholeCharacters(fresh.subarray(0, room)))
}

function withMarker(kept: Uint8Array, limit: number): Uint8Array {
  const marker = new TextEncoder().encode(`\n--output truncated by Quarterdeck after ${limit} bytes--\n`)
  const joined = new Uint8Array(kept.length + marker.length)
  joined.set(kept)
  joined.set(marker, kept.length)
  return joined
}

/** How many of the bytes form whole UTF-8 characters; a broken last character is kept when it can never become whole. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

// Colours, cursor moves and titles do not make two outputs different, nor does space at the end of a line.
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g

/** The text that decides whether two nodes said the same. */
export function normaliseOutput(text: string): string {
  return text
    .replace(escapes, '')
    .replace(/[ \t\r]+$/gm, '')
    .trimEnd()
}
