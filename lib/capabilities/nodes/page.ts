import { decodeToken, encodeToken } from '#lib/vocabulary/paging'

/** A page of rows asked for with one row more than it shows. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (last: T) => readonly string[],
): { rows: readonly T[]; NextToken?: string } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return rows.length > limit && last !== undefined ? { rows: shown, NextToken: encodeToken([...keyOf(last)]) } : { rows: shown }
}

/** The id after which a page of nodes starts. */
export function afterId(token: string | undefined): string | undefined {
  return token === undefined || token === '' ? undefined : decodeToken(token, 1)[0]
}
