import { ApiError } from './api-error'

/** JSON as the AWS services write it: times are epoch seconds with a fraction, bytes are base64, absent members are left out. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

const maxOutputDepth = 200

export function toWire(value: unknown): JsonValue {
  return convert(value, 0)
}

/** Answers are hundreds of members: plain loops take a third of the time of entries, filters and maps. */
function convert(value: unknown, depth: number): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} has no form in JSON`)
  if (depth > maxOutputDepth) throw new RangeError('An answer is nested too deeply, or contains itself')
  if (value instanceof Date) return value.getTime() / 1000
  if (value instanceof Uint8Array) return encodeBase64(value)
  return Array.isArray(value) ? convertItems(value, depth) : convertMembers(value, depth)
}

function convertItems(list: readonly unknown[], depth: number): JsonValue[] {
  const items: JsonValue[] = []
  for (const item of list) if (isPresent(item)) items.push(convert(item, depth + 1))
  return items
}

function convertMembers(value: object, depth: number): { [key: string]: JsonValue } {
  const members: { [key: string]: JsonValue } = {}
  for (const name of Object.keys(value)) {
    // The guarantee of this cast: the name is one of the object's own.
    const member = (value as { readonly [key: string]: unknown })[name]
    if (!isPresent(member)) continue
    if (name === '__proto__') Object.defineProperty(members, name, { value: convert(member, depth + 1), enumerable: true })
    else members[name] = convert(member, depth + 1)
  }
  return members
}

const isPresent = (value: unknown): boolean => value !== undefined && typeof value !== 'function'

export function encodeBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += 8192) binary += String.fromCharCode(...bytes.subarray(start, start + 8192))
  return btoa(binary)
}

export interface JsonLimits {
  maxBytes: number
  maxDepth: number
}

export const defaultJsonLimits: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 64 }

/** An empty body is an empty object, as for AWS. */
export function parseBody(body: Uint8Array, limits: JsonLimits = defaultJsonLimits): unknown {
  if (body.length > limits.maxBytes) {
    throw new ApiError(
      'RequestEntityTooLargeException',
      `The request body has ${body.length} bytes; at most ${limits.maxBytes} are accepted.`,
      413,
    )
  }
  if (body.length === 0) return {}
  const parsed = parseJson(decodeUtf8(body), limits.maxDepth)
  if (parsed.kind === 'malformed') throw new ApiError('SerializationException', parsed.reason)
  return parsed.value
}

export type ParsedJson = { kind: 'parsed'; value: unknown } | { kind: 'malformed'; reason: string }

/** Untrusted text to JSON, bounded in depth, without keys that could reach a prototype. */
export function parseJson(text: string | undefined, maxDepth: number = defaultJsonLimits.maxDepth): ParsedJson {
  if (text === undefined) return { kind: 'malformed', reason: 'The body is not UTF-8.' }
  if (isDeeper(text, maxDepth)) return { kind: 'malformed', reason: `The JSON is nested more than ${maxDepth} levels deep.` }
  try {
    const suspicious = /__proto__|\\u005f/i.test(text)
    const value: unknown = suspicious ? JSON.parse(text, withoutPrototype) : JSON.parse(text)
    return { kind: 'parsed', value }
  } catch {
    return { kind: 'malformed', reason: 'The text is not valid JSON.' }
  }
}

export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

/** Counts brackets outside strings, before any parser builds something. */
function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0
  let quoted = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (quoted) {
      if (code === 0x5c) index += 1
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x5b || code === 0x7b) {
      depth += 1
      if (depth > maxDepth) return true
    } else if (code === 0x5d || code === 0x7d) depth -= 1
  }
  return false
}
