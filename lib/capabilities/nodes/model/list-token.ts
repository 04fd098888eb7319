import { ApiError } from '#lib/vocabulary/api-error'
import { decodeNextToken, encodeNextToken } from '#lib/vocabulary/paging'
import type { SortKey } from './list-grammar'

/** A page ends at the sort values and the id of its last node; the token names the order that it belongs to. */
export function encodeListToken(sortText: string, key: readonly string[]): string {
  return encodeNextToken(purposeOf(sortText), key)
}

/** Every part is checked, because the database casts it. */
export function decodeListToken(
  token: string | undefined,
  sortText: string,
  sort: readonly SortKey[],
): readonly string[] | undefined {
  const kinds = Array.from({ length: sort.length + 1 }, () => 'text' as const)
  const key = decodeNextToken(purposeOf(sortText), token, kinds)
  if (!key || sort.every(({ field }, index) => isSortValue(field, key[index] ?? ''))) return key
  throw new ApiError('InvalidNextToken', 'The specified token is not valid.')
}

const purposeOf = (sortText: string): string => `ListManagedNodes ${sortText}`

function isSortValue(field: SortKey['field'], text: string): boolean {
  switch (field) {
    case 'lastPingAt':
    case 'registeredAt':
    case 'pingStatusSince':
      return text === '-infinity' || /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/.test(text)
    case 'agentVersion':
      return /^\{(\d{1,6}(,\d{1,6}){0,3})?\}$/.test(text)
    default:
      return true
  }
}
