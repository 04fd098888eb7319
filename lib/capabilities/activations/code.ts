import { createHash, timingSafeEqual } from 'node:crypto'

export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('base64')
}

export function isCode(code: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashCode(code)), Buffer.from(hash))
}
