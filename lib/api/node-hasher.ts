import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Hasher } from '#lib/wire/hasher'

export const nodeHasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
}

/** Compares in a time that depends on the length only. */
export function equalInConstantTime(one: string, other: string): boolean {
  const left = Buffer.from(one)
  const right = Buffer.from(other)
  return left.length === right.length && timingSafeEqual(left, right)
}
