import type { Readable } from 'node:stream'

/**
 * Large objects by key (`words/separated/by/slashes`, see key.ts). A later put of a key replaces the
 * whole of it, and a key is never the folder of another.
 */
export interface Blobs {
  /** Whole or not at all: a content that ends with an error leaves nothing behind. */
  put(key: string, content: Uint8Array | Readable): Promise<{ bytes: number }>
  /**
   * `undefined` when there is no such key. `start` and `end` are byte offsets, `end` exclusive; what lies beyond the content is left out.
   * `bytes` is the size of the whole object. The caller reads `content` to its end or destroys it.
   */
  get(key: string, range?: { start: number; end: number }): Promise<{ content: Readable; bytes: number } | undefined>
  delete(key: string): Promise<void>
  /** Keys below a prefix in order, at most `limit`, after the key `after`. */
  list(prefix: string, options: { after?: string; limit: number }): Promise<readonly string[]>
}
