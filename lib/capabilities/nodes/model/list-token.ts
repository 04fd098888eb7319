import { ApiError } from '#lib/vocabulary/api-error'
import { decodeToken } from '#lib/vocabulary/paging'
import type { SortKey } from './list-grammar'

/** The sort values and the id after which a page starts; every part is checked, because the database casts it. */
export function decodeListToken(token: string, sortText: string, sort: readonly SortKey[]): readonly string[] {
  const [madeFor, ...key] = decodeToken(token, sort.length + 2)
  const fits = madeFor === sortText && sort.every(({ field }, index) => isSortValue(field, key[index] ?? ''))
  if (!fits) throw new ApiError('InvalidNextToken', 'The token belongs to a list in another order.')
  return key
}

function isSortValue(field: SortKey['field'], text: string): boolean {
  switch (field) {
    case 'lastPingAt':
    case 'registeredAt':
    case 'pingStatusSince':
      return text === '-infinity' || /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/.test(text)
    case 'agentVersion':
      return /^\{(\d{1,6}(,\d{1,6}){0,3})?\}$/.test(text)
    default:
      return !text.includes('\0')
  }
}
