import { decodeUtf8, encodeBase64, parseJson } from '#lib/wire/aws-json'
import { ApiError } from './api-error'

/** A page is followed by the key of its last row, as an opaque token that only the same operation takes back. */
interface KeyTypes {
  text: string
  number: number
}

export type KeyKind = keyof KeyTypes
export type Key<Kinds extends readonly KeyKind[]> = { readonly [Index in keyof Kinds]: KeyTypes[Kinds[Index]] }

const longest = 4096

export function encodeNextToken(purpose: string, key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([purpose, ...key]))
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** `undefined` without a token; InvalidNextToken for one that this operation did not give out. */
export function decodeNextToken<const Kinds extends readonly KeyKind[]>(
  purpose: string,
  token: string | undefined,
  kinds: Kinds,
): Key<Kinds> | undefined {
  if (token === undefined || token === '') return undefined
  const [owner, ...key] = contentOf(token)
  const fits = owner === purpose && key.length === kinds.length && key.every((part, index) => isKind(part, kinds[index]))
  if (!fits) throw new ApiError('InvalidNextToken', 'The specified token is not valid.')
  // Every part was compared with its kind above.
  return key as unknown as Key<Kinds>
}

function contentOf(token: string): readonly unknown[] {
  if (token.length > longest || !/^[A-Za-z0-9_-]+$/.test(token) || token.length % 4 === 1) return []
  const binary = atob(token.replaceAll('-', '+').replaceAll('_', '/'))
  const parsed = parseJson(decodeUtf8(Uint8Array.from(binary, (character) => character.charCodeAt(0))))
  return parsed.kind === 'parsed' && Array.isArray(parsed.value) ? parsed.value : []
}

function isKind(part: unknown, kind: KeyKind | undefined): boolean {
  // NUL and half pairs would fail in the database.
  if (kind === 'text') return typeof part === 'string' && !/[\0\ud800-\udfff]/u.test(part)
  return typeof part === 'number' && Number.isSafeInteger(part)
}

export interface Page<Row> {
  rows: readonly Row[]
  nextToken: string | undefined
}

/** Of `limit + 1` rows read, the page, and the token when there is more. */
export function pageOf<Row>(
  purpose: string,
  rows: readonly Row[],
  page: { limit: number; key(row: Row): readonly (string | number)[] },
): Page<Row> {
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const more = rows.length > page.limit && last !== undefined
  return { rows: shown, nextToken: more ? encodeNextToken(purpose, page.key(last)) : undefined }
}

/** A token whose key is words only. */
export const encodeToken = (key: readonly string[]): string => encodeNextToken('key', key)

/** The key of `length` words; anything else is InvalidNextToken. */
export function decodeToken(token: string, length: number): readonly string[] {
  const kinds = Array.from({ length }, () => 'text' as const)
  return decodeNextToken('key', token, kinds) ?? []
}
