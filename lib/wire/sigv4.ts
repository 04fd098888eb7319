import { ApiError } from './api-error'
import type { Hasher } from './hasher'
import {
  expectedSignature,
  type HeaderMap,
  type HttpRequest,
  headerText,
  type Scope,
  type SigningTerms,
  scopeText,
  signingKey,
  stringToSign,
  targetOf,
} from './sigv4-canonical'

/**
 * Signature Version 4 for both sides. The server goes: `parseAuthorization` → find the key → `checkScope`, `checkSignedHeaders`,
 * `checkSkew` → compare signatures; `verifySignature` does all that follows the finding. A client calls `signRequest`. The RSA form
 * of managed nodes differs in two places only: the access key id is a node id, and the signature is base64 of an RSA-PSS signature.
 */
export interface ParsedSignature extends SigningTerms {
  accessKeyId: string
  kind: 'hmac' | 'rsa'
  signature: string
  signedAt: Date
  securityToken: string | undefined
}

const algorithm = 'AWS4-HMAC-SHA256'
const skewMinutes = 5

export function parseAuthorization(headers: HeaderMap, url = '/'): ParsedSignature | ApiError {
  const authorization = headerText(headers, 'authorization')
  if (authorization === '') return withoutHeader(url)
  const [given = ''] = authorization.split(' ', 1)
  if (given !== algorithm)
    return incomplete(`Unsupported AWS 'algorithm': '${given.slice(0, 64)}' (only ${algorithm} is supported).`)
  const terms = termsOf(authorization.slice(given.length))
  const amzDate = requestTime(headers)
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !terms.get(name))
  const complaints = missing.map((name) => `Authorization header requires '${name}' parameter.`)
  if (!amzDate) complaints.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  if (complaints.length > 0 || !amzDate) return incomplete(`${complaints.join(' ')} Authorization=${algorithm}`)
  return chunked(headers) ?? assemble(terms, amzDate, headers)
}

function withoutHeader(url: string): ApiError {
  if (/(^|&)X-Amz-(Algorithm|Signature|Credential)=/i.test(targetOf(url).query)) {
    return incomplete('Presigned requests (signature in the query string) are not supported; sign with the Authorization header.')
  }
  return new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token')
}

function termsOf(text: string): ReadonlyMap<string, string> {
  const terms = text.split(',').map((term) => {
    const [name = ''] = term.split('=', 1)
    return [name.trim(), term.slice(name.length + 1).trim()] as const
  })
  return new Map(terms)
}

function assemble(terms: ReadonlyMap<string, string>, amzDate: string, headers: HeaderMap): ParsedSignature | ApiError {
  const credential = terms.get('Credential') ?? ''
  const parts = credential.split('/')
  const [accessKeyId, day, region, service, terminator] = parts
  if (parts.length !== 5 || !accessKeyId || !day || !region || !service) {
    const shown = credential.slice(0, 128)
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${shown}'`,
    )
  }
  if (terminator !== 'aws4_request') return invalid("Credential should be scoped with a valid terminator: 'aws4_request'.")
  const signature = terms.get('Signature') ?? ''
  return {
    accessKeyId,
    scope: { day, region, service },
    amzDate,
    signedAt: timeOf(amzDate),
    signedHeaders: (terms.get('SignedHeaders') ?? '').toLowerCase().split(';'),
    signature,
    kind: /^[0-9a-f]{64}$/.test(signature) ? 'hmac' : 'rsa',
    securityToken: headerText(headers, 'x-amz-security-token') || undefined,
  }
}

function chunked(headers: HeaderMap): ApiError | undefined {
  const hash = headerText(headers, 'x-amz-content-sha256')
  if (!hash.startsWith('STREAMING-') && !/\baws-chunked\b/.test(headerText(headers, 'content-encoding'))) return undefined
  return invalid('Chunked signatures (aws-chunked, STREAMING-…) are not supported; sign the whole body.')
}

/** Any region is accepted, and is in `parsed.scope` for those who care. */
export function checkScope(parsed: ParsedSignature, services: readonly string[]): ApiError | undefined {
  const { day, service } = parsed.scope
  if (!services.includes(service)) return invalid(`Credential should be scoped to correct service: '${services.join("' or '")}'.`)
  const today = parsed.amzDate.slice(0, 8)
  if (day === today) return undefined
  return invalid(
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day.slice(0, 16)}' != '${today}', from '${parsed.amzDate}'.`,
  )
}

const signedWhenPresent = ['x-amz-date', 'x-amz-target', 'x-amz-security-token']

export function checkSignedHeaders(parsed: ParsedSignature, headers: HeaderMap): ApiError | undefined {
  if (!parsed.signedHeaders.includes('host'))
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
  const date = headerText(headers, 'x-amz-date') === '' ? ['date'] : []
  const present = signedWhenPresent.filter((name) => headerText(headers, name) !== '')
  const unsigned = [...date, ...present].find((name) => !parsed.signedHeaders.includes(name))
  if (unsigned) return invalid(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`)
  if (parsed.scope.service !== 's3' && headerText(headers, 'x-amz-content-sha256') === 'UNSIGNED-PAYLOAD') {
    return invalid('UNSIGNED-PAYLOAD is for S3 only; sign the body.')
  }
  return undefined
}

export function checkSkew(parsed: ParsedSignature, now: Date): ApiError | undefined {
  const skew = skewMinutes * 60_000
  const signedAt = parsed.signedAt.getTime()
  const [earliest, latest] = [now.getTime() - skew, now.getTime() + skew].map((time) => amzDateOf(new Date(time)))
  const today = amzDateOf(now)
  if (signedAt < now.getTime() - skew)
    return invalid(`Signature expired: ${parsed.amzDate} is now earlier than ${earliest} (${today} - ${skewMinutes} min.)`)
  if (signedAt > now.getTime() + skew)
    return invalid(`Signature not yet current: ${parsed.amzDate} is still later than ${latest} (${today} + ${skewMinutes} min.)`)
  return undefined
}

export interface Verification {
  request: HttpRequest
  parsed: ParsedSignature
  services: readonly string[]
  now: Date
  hasher: Hasher
  /** Whether `parsed.signature` is right for this string to sign; compares in constant time. */
  matches(toSign: string): boolean
}

/** The first thing that is wrong, or `undefined`: the request is what the key's owner signed. */
export function verifySignature({ request, parsed, services, now, hasher, matches }: Verification): ApiError | undefined {
  const wrong = checkScope(parsed, services) ?? checkSignedHeaders(parsed, request.headers) ?? checkSkew(parsed, now)
  if (wrong) return wrong
  return matches(stringToSign(request, parsed, hasher)) ? undefined : signatureMismatch()
}

export interface Comparison {
  hasher: Hasher
  /** In constant time. */
  equal(one: string, other: string): boolean
  /** Remembers keys: one is good for a whole day, and deriving it costs more than the rest of the check. */
  keyOf?: ((scope: Scope) => Uint8Array) | undefined
}

/** For `Verification.matches` with a secret access key. */
export function hmacMatches(
  parsed: ParsedSignature,
  secretAccessKey: string,
  { hasher, equal, keyOf }: Comparison,
): (toSign: string) => boolean {
  return (toSign) => {
    const key = keyOf?.(parsed.scope) ?? signingKey(secretAccessKey, parsed.scope, hasher)
    const expected = expectedSignature(toSign, key, hasher)
    return parsed.kind === 'hmac' && equal(expected, parsed.signature)
  }
}

export type Credentials =
  | { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }
  /** The RSA form: `sign` gives base64 of RSASSA-PSS, SHA-256, salt length 32. */
  | { accessKeyId: string; sign(toSign: string): string }

export interface ToSign {
  method: string
  /** A whole address; the host is signed with its port unless that is the scheme's own. */
  url: string
  headers: { readonly [name: string]: string }
  body: Uint8Array
  credentials: Credentials
  region: string
  service: string
  date: Date
  hasher: Hasher
}

/** The headers to send: those given in lower case, and those that sign. `host`, `content-type` and `x-amz-*` are signed. */
export function signRequest({ method, url, headers, body, credentials, region, service, date, hasher }: ToSign): {
  [name: string]: string
} {
  const amzDate = amzDateOf(date)
  const sent: { [name: string]: string } = {}
  for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = value
  sent['host'] ??= new URL(url).host
  sent['x-amz-date'] = amzDate
  if ('secretAccessKey' in credentials && credentials.sessionToken) sent['x-amz-security-token'] = credentials.sessionToken
  const signedHeaders = Object.keys(sent).filter(
    (name) => name === 'host' || name === 'content-type' || name.startsWith('x-amz-'),
  )
  signedHeaders.sort()
  const scope: Scope = { day: amzDate.slice(0, 8), region, service }
  const toSign = stringToSign({ method, url, headers: sent, body }, { scope, amzDate, signedHeaders }, hasher)
  const signature =
    'sign' in credentials
      ? credentials.sign(toSign)
      : expectedSignature(toSign, signingKey(credentials.secretAccessKey, scope, hasher), hasher)
  const credential = `${credentials.accessKeyId}/${scopeText(scope)}`
  sent['authorization'] =
    `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return sent
}

export const unrecognizedClient = (): ApiError =>
  new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.')

export const expiredToken = (): ApiError =>
  new ApiError('ExpiredTokenException', 'The security token included in the request is expired')

export const signatureMismatch = (): ApiError =>
  invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )

export function amzDateOf(date: Date): string {
  return date.toISOString().replace(/[:-]|\.\d{3}/g, '')
}

function requestTime(headers: HeaderMap): string | undefined {
  const amzDate = headerText(headers, 'x-amz-date')
  if (amzDate !== '') return Number.isNaN(timeOf(amzDate).getTime()) ? undefined : amzDate
  const date = headerText(headers, 'date')
  if (!Number.isNaN(timeOf(date).getTime())) return date
  const milliseconds = Date.parse(date)
  return milliseconds > 0 && milliseconds < 253_402_300_800_000 ? amzDateOf(new Date(milliseconds)) : undefined
}

/** An invalid Date for anything but `YYYYMMDDTHHMMSSZ`. */
function timeOf(amzDate: string): Date {
  const found = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(amzDate)
  if (!found) return new Date(Number.NaN)
  const [, year, month, day, hour, minute, second] = found
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidSignatureException', message)
}

function incomplete(message: string): ApiError {
  return new ApiError('IncompleteSignatureException', message)
}
