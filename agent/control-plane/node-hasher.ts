import { createHash, createHmac } from 'node:crypto'
import type { Hasher } from '#lib/wire/hasher'

export const nodeHasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
}
