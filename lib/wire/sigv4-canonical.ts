import { type Hasher, toHex } from './hasher'

/** Signature Version 4 up to the string to sign: a pure function of the request as it travels. */

export type HeaderMap = { readonly [name: string]: string | readonly string[] | undefined }

/** `url` is the request target as received (`/path?query`), or a whole address. Header names are in lower case. */
export interface HttpRequest {
  method: string
  url: string
  headers: HeaderMap
  body: Uint8Array
}

export interface Scope {
  /** `YYYYMMDD` */
  day: string
  region: string
  service: string
}

export interface SigningTerms {
  scope: Scope
  /** `YYYYMMDDTHHMMSSZ` */
  amzDate: string
  signedHeaders: readonly string[]
}

export function scopeText({ day, region, service }: Scope): string {
  return `${day}/${region}/${service}/aws4_request`
}

export function stringToSign(request: HttpRequest, terms: SigningTerms, hasher: Hasher): string {
  const hash = toHex(hasher.sha256(encode(canonicalRequest(request, terms, hasher))))
  return ['AWS4-HMAC-SHA256', terms.amzDate, scopeText(terms.scope), hash].join('\n')
}

export function canonicalRequest(request: HttpRequest, terms: SigningTerms, hasher: Hasher): string {
  const { path, query } = targetOf(request.url)
  const names = terms.signedHeaders
  return [
    request.method,
    terms.scope.service === 's3' ? path : canonicalPath(path),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${headerText(request.headers, name)}`),
    '',
    names.join(';'),
    payloadHash(request, terms.scope.service, hasher),
  ].join('\n')
}

export function signingKey(secretAccessKey: string, scope: Scope, hasher: Hasher): Uint8Array {
  let key = encode(`AWS4${secretAccessKey}`)
  for (const part of [scope.day, scope.region, scope.service, 'aws4_request']) key = hasher.hmacSha256(key, encode(part))
  return key
}

export function expectedSignature(toSign: string, key: Uint8Array, hasher: Hasher): string {
  return toHex(hasher.hmacSha256(key, encode(toSign)))
}

/** All values of one header, as the signature counts them; an absent header counts as empty. */
export function headerText(headers: HeaderMap, name: string): string {
  const given = Object.hasOwn(headers, name) ? headers[name] : undefined
  if (given === undefined) return ''
  const values = typeof given === 'string' ? [given] : given
  return values.map((value) => value.trim().replace(/\s+/g, ' ')).join(',')
}

export function targetOf(url: string): { path: string; query: string } {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? ''
  const target = url.slice(origin.length).split('#', 1)[0] ?? ''
  const mark = target.indexOf('?')
  if (mark < 0) return { path: target || '/', query: '' }
  return { path: target.slice(0, mark) || '/', query: target.slice(mark + 1) }
}

/** All services but S3 normalise the path and encode it a second time. */
function canonicalPath(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(escapeUri(segment))
  }
  return `/${segments.join('/')}${segments.length > 0 && path.endsWith('/') ? '/' : ''}`
}

function canonicalQuery(query: string): string {
  if (query === '') return ''
  const pairs = query.split('&').filter((pair) => pair !== '')
  const encoded = pairs.map((pair) => {
    const mark = pair.indexOf('=')
    const name = mark < 0 ? pair : pair.slice(0, mark)
    return { name: escapeUri(unescapeUri(name)), value: mark < 0 ? '' : escapeUri(unescapeUri(pair.slice(mark + 1))) }
  })
  encoded.sort((one, other) => compare(one.name, other.name) || compare(one.value, other.value))
  return encoded.map(({ name, value }) => `${name}=${value}`).join('&')
}

/** Of S3 only, a client may leave the body out of the signature. */
function payloadHash(request: HttpRequest, service: string, hasher: Hasher): string {
  const claimed = headerText(request.headers, 'x-amz-content-sha256')
  if (service === 's3' && claimed === 'UNSIGNED-PAYLOAD') return claimed
  return toHex(hasher.sha256(request.body))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function escapeUri(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
