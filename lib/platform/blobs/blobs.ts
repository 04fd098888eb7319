import type { Readable } from 'node:stream'

/** Large objects by key (`words/separated/by/slashes`). Keys are never reused for other content. */
export interface Blobs {
  put(key: string, content: Uint8Array | Readable): Promise<{ bytes: number }>
  /** `undefined` when there is no such key. `start` and `end` are byte offsets, `end` exclusive. */
  get(key: string, range?: { start: number; end: number }): Promise<{ content: Readable; bytes: number } | undefined>
  delete(key: string): Promise<void>
  /** Keys below a prefix in order, at most `limit`, after the key `after`. */
  list(prefix: string, options: { after?: string; limit: number }): Promise<readonly string[]>
}
