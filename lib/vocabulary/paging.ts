import { ApiError } from './api-error'

/** An opaque NextToken that carries the key of the last row. */
export function encodeToken(key: readonly string[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key))
  return btoa(String.fromCharCode(...bytes))
}

/** The key of `length` words; anything else is InvalidNextToken. */
export function decodeToken(token: string, length: number): readonly string[] {
  try {
    const bytes = Uint8Array.from(atob(token), (character) => character.charCodeAt(0))
    const key: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (Array.isArray(key) && key.length === length && key.every((word) => typeof word === 'string')) return key
  } catch {
    // Not base64, or not JSON: the same answer as for another shape.
  }
  throw new ApiError('InvalidNextToken', 'The specified token is not valid: start again without a NextToken.')
}
