import { constants, createHash, createHmac, generateKeyPairSync, sign, verify } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalInConstantTime, nodeHasher } from '#lib/api/node-hasher'
import { ApiError, isApiError } from './api-error'
import {
  checkScope,
  checkSignedHeaders,
  checkSkew,
  hmacMatches,
  type ParsedSignature,
  parseAuthorization,
  signRequest,
  verifySignature,
} from './sigv4'
import { canonicalRequest, type HttpRequest, stringToSign } from './sigv4-canonical'

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey }
const now = new Date('2026-01-01T12:00:00Z')
const comparison = { hasher: nodeHasher, equal: equalInConstantTime }
const empty = new Uint8Array()
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

class NodeSha256 {
  private readonly hash
  constructor(secret?: Uint8Array | string) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  }
  update(chunk: Uint8Array | string): void {
    this.hash.update(chunk)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest())
  }
}

function oracle(service: string, sessionToken?: string): SignatureV4 {
  return new SignatureV4({
    applyChecksum: false,
    credentials: { ...credentials, ...(sessionToken && { sessionToken }) },
    region: 'local-1',
    service,
    sha256: NodeSha256 as never,
  })
}

function parsed(headers: HttpRequest['headers'], url?: string): ParsedSignature {
  const result = parseAuthorization(headers, url)
  if (isApiError(result)) throw result
  return result
}

function refusal(request: HttpRequest, secret = secretAccessKey, at = now): string | undefined {
  const signature = parsed(request.headers)
  const matches = hmacMatches(signature, secret, comparison)
  return verifySignature({ request, parsed: signature, services: ['ssm'], now: at, hasher: nodeHasher, matches })?.message
}

const signed = (change: { service?: string; headers?: Record<string, string>; url?: string } = {}): HttpRequest => {
  const url = change.url ?? 'https://localhost:3443/'
  const body = bytes('{"Name":"a"}')
  const headers = signRequest({
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'AmazonSSM.GetParameter', ...change.headers },
    body,
    credentials: { ...credentials, sessionToken: 'token' },
    region: 'local-1',
    service: change.service ?? 'ssm',
    date: now,
    hasher: nodeHasher,
  })
  return { method: 'POST', url, headers, body }
}

const text = fc.string({
  unit: fc.constantFrom('a', 'B', '7', '-', '_', '.', '~', ' ', '/', '%', '+', '&', '=', ':', "'", '(', '*', '!', 'ü', '🚢'),
})
const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  segments: fc.array(fc.oneof(text, fc.constantFrom('', '.', '..', 'v1')), { maxLength: 5 }),
  query: fc.dictionary(
    text.filter((name) => name !== '' && name !== '__proto__'),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4 },
  ),
  values: fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', ',', '"') }), { maxLength: 4 }),
  body: fc.uint8Array({ maxLength: 200 }),
  token: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,40}$/), { nil: undefined }),
  port: fc.constantFrom(undefined, 3443),
  service: fc.constantFrom('ssm', 'ssmmessages', 'ec2messages'),
})

describe('against the signer of the SDK', () => {
  it('gives the same signature for any request', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ method, segments, query, values, body, token, port, service }) => {
        const path = `/${segments.map(encodeURIComponent).join('/')}`
        const host = port ? `localhost:${port}` : 'localhost'
        const extra = Object.fromEntries(values.map((value, index) => [`x-amz-meta-${index}`, value]))
        const theirs = await oracle(service, token).sign(
          {
            method,
            protocol: 'https:',
            hostname: 'localhost',
            ...(port && { port }),
            path,
            query,
            headers: { host, ...extra },
            body,
          },
          { signingDate: now },
        )
        const pairs = Object.entries(query).flatMap(([name, value]) =>
          [value].flat().map((item) => `${encodeURIComponent(name)}=${encodeURIComponent(item)}`),
        )
        const url = `${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
        const signature = parsed(theirs.headers)
        const request = { method, url, headers: theirs.headers, body }
        const matches = hmacMatches(signature, secretAccessKey, comparison)
        expect(
          verifySignature({ request, parsed: signature, services: [service], now, hasher: nodeHasher, matches }),
        ).toBeUndefined()
        const address = `https://${host}${url}`
        const ourCredentials = { ...credentials, sessionToken: token }
        const common = { method, body, service, region: 'local-1', date: now, hasher: nodeHasher }
        const ours = signRequest({ ...common, url: address, headers: extra, credentials: ourCredentials })
        expect(ours['authorization']).toBe(theirs.headers['authorization'])
      }),
      { numRuns: 400 },
    )
  })
})

describe('the canonical request', () => {
  it('is the one of the specification for a node', () => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      host: 'ssm.test-region-1.cp.example',
      'x-amz-date': '20260101T000000Z',
      'x-amz-target': 'AmazonSSM.RequestManagedInstanceRoleToken',
    }
    const scope = { day: '20260101', region: 'test-region-1', service: 'ssm' }
    const terms = { scope, amzDate: '20260101T000000Z', signedHeaders: Object.keys(headers) }
    const lines = canonicalRequest({ method: 'POST', url: '/', headers, body: bytes('{}') }, terms, nodeHasher).split('\n')
    expect(lines.slice(0, 9)).toEqual([
      'POST',
      '/',
      '',
      'content-type:application/x-amz-json-1.1',
      'host:ssm.test-region-1.cp.example',
      'x-amz-date:20260101T000000Z',
      'x-amz-target:AmazonSSM.RequestManagedInstanceRoleToken',
      '',
      'content-type;host;x-amz-date;x-amz-target',
    ])
    expect(lines[9]).toBe(createHash('sha256').update('{}').digest('hex'))
  })

  it('leaves the body out for S3 only', () => {
    const headers = { host: 'h', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    const terms = (service: string) => ({
      scope: { day: '20260101', region: 'r', service },
      amzDate: '20260101T000000Z',
      signedHeaders: ['host'],
    })
    const request = { method: 'PUT', url: '/a%20b', headers, body: bytes('x') }
    expect(canonicalRequest(request, terms('s3'), nodeHasher)).toMatch(/^PUT\n\/a%20b\n[^]*UNSIGNED-PAYLOAD$/)
    expect(canonicalRequest(request, terms('ssm'), nodeHasher)).toMatch(/^PUT\n\/a%2520b\n[^]*[0-9a-f]{64}$/)
  })
})

describe('the RSA form of managed nodes', () => {
  it('is signed and verified over the ordinary string to sign', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    const body = bytes('{"InstanceId":"mi-0123456789abcdef0","Fingerprint":"f"}')
    const url = 'https://localhost:3443/'
    const node = {
      accessKeyId: 'mi-0123456789abcdef0',
      sign: (toSign: string) => sign('sha256', bytes(toSign), { key: privateKey, ...pss }).toString('base64'),
    }
    const headers = signRequest({
      method: 'POST',
      url,
      headers: {},
      body,
      credentials: node,
      region: 'r',
      service: 'ssm',
      date: now,
      hasher: nodeHasher,
    })
    const signature = parsed(headers)
    expect(signature).toMatchObject({ kind: 'rsa', accessKeyId: 'mi-0123456789abcdef0' })
    const matches = (toSign: string): boolean =>
      verify('sha256', bytes(toSign), { key: publicKey, ...pss }, Buffer.from(signature.signature, 'base64'))
    const request = { method: 'POST', url: '/', headers, body }
    const check = { parsed: signature, services: ['ssm'], now, hasher: nodeHasher, matches }
    expect(verifySignature({ ...check, request })).toBeUndefined()
    expect(verifySignature({ ...check, request: { ...request, body: bytes('{}') } })?.code).toBe('InvalidSignatureException')
    expect(hmacMatches(signature, secretAccessKey, comparison)(stringToSign(request, signature, nodeHasher))).toBe(false)
  })
})

describe('a signature', () => {
  it('is accepted for a WebSocket upgrade with a query', () => {
    const url = 'wss://localhost:3443/v1/control-channel/mi-0123456789abcdef0?role=subscribe&stream=input'
    const headers = signRequest({
      method: 'GET',
      url,
      headers: {},
      body: empty,
      credentials,
      region: 'r',
      service: 'ssmmessages',
      date: now,
      hasher: nodeHasher,
    })
    const signature = parsed(headers)
    const matches = hmacMatches(signature, secretAccessKey, comparison)
    const check = { parsed: signature, services: ['ssmmessages'], now, hasher: nodeHasher, matches }
    const target = url.slice('wss://localhost:3443'.length)
    expect(verifySignature({ ...check, request: { method: 'GET', url: target, headers, body: empty } })).toBeUndefined()
    expect(verifySignature({ ...check, request: { method: 'GET', url: `${target}2`, headers, body: empty } })).toBeDefined()
  })

  const mismatch = /^The request signature we calculated does not match the signature you provided/
  it.each<[string, (request: HttpRequest) => HttpRequest]>([
    ['body', (request) => ({ ...request, body: bytes('{"Name":"b"}') })],
    ['method', (request) => ({ ...request, method: 'PUT' })],
    ['path', (request) => ({ ...request, url: '/other' })],
    ['host', (request) => ({ ...request, headers: { ...request.headers, host: 'localhost' } })],
    ['target', (request) => ({ ...request, headers: { ...request.headers, 'x-amz-target': 'AmazonSSM.DeleteParameter' } })],
    ['token', (request) => ({ ...request, headers: { ...request.headers, 'x-amz-security-token': 'other' } })],
    ['content type', (request) => ({ ...request, headers: { ...request.headers, 'content-type': 'text/plain' } })],
  ])('does not fit another %s', (_name, change) => {
    expect(refusal(signed())).toBeUndefined()
    expect(refusal(change(signed()))).toMatch(mismatch)
  })

  it('does not fit another secret', () => {
    expect(refusal(signed(), 'other')).toMatch(mismatch)
  })

  it('is for one service, any region, and its own day', () => {
    const signature = parsed(signed().headers)
    expect(checkScope(signature, ['ssm', 'sts'])).toBeUndefined()
    expect(checkScope(signature, ['sts'])?.message).toBe("Credential should be scoped to correct service: 'sts'.")
    expect(checkScope({ ...signature, scope: { ...signature.scope, day: '20260102' } }, ['ssm'])?.message).toBe(
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260102' != '20260101', from '20260101T120000Z'.",
    )
  })

  it.each([
    ['2026-01-01T12:05:00Z', undefined],
    ['2026-01-01T11:55:00Z', undefined],
    [
      '2026-01-01T12:05:01Z',
      'Signature expired: 20260101T120000Z is now earlier than 20260101T120001Z (20260101T120501Z - 5 min.)',
    ],
    [
      '2026-01-01T11:54:59Z',
      'Signature not yet current: 20260101T120000Z is still later than 20260101T115959Z (20260101T115459Z + 5 min.)',
    ],
  ])('checked at %s: %s', (at, message) => {
    expect(checkSkew(parsed(signed().headers), new Date(at))?.message).toBe(message)
    expect(refusal(signed(), secretAccessKey, new Date(at))).toBe(message)
  })

  it.each([
    ['host', "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."],
    ['x-amz-date', "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization."],
    ['x-amz-target', "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."],
    ['x-amz-security-token', "'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization."],
    ['content-type', undefined],
  ])('has to cover %s', (name, message) => {
    const request = signed()
    const signature = parsed(request.headers)
    const without = { ...signature, signedHeaders: signature.signedHeaders.filter((header) => header !== name) }
    expect(checkSignedHeaders(without, request.headers)?.message).toBe(message)
  })

  it('may be dated by a Date header, which then has to be signed', () => {
    const { 'x-amz-date': _amzDate, ...headers } = signed().headers
    const dated = { ...headers, date: 'Thu, 01 Jan 2026 12:00:00 GMT' }
    expect(parsed(dated)).toMatchObject({ amzDate: '20260101T120000Z', signedAt: now })
    expect(checkSignedHeaders(parsed(dated), dated)?.message).toBe("'date' must be a 'SignedHeader' in the AWS Authorization.")
  })

  it('covers the body of every service but S3', () => {
    expect(refusal(signed({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }))).toBe(
      'UNSIGNED-PAYLOAD is for S3 only; sign the body.',
    )
  })
})

describe('parseAuthorization', () => {
  const scope = '20260101/local-1/ssm/aws4_request'
  const header = (authorization: string) => ({ authorization, 'x-amz-date': '20260101T120000Z' })
  it.each<[string, HttpRequest['headers'], string, string, string | RegExp]>([
    ['nothing', {}, '/', 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    [
      'a presigned address',
      {},
      '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=a',
      'IncompleteSignatureException',
      /^Presigned requests/,
    ],
    ['another scheme', header('Bearer x'), '/', 'IncompleteSignatureException', /^Unsupported AWS 'algorithm': 'Bearer'/],
    [
      'no terms',
      { authorization: 'AWS4-HMAC-SHA256' },
      '/',
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    ],
    [
      'an impossible date',
      { ...header(`AWS4-HMAC-SHA256 Credential=a/${scope}, SignedHeaders=host, Signature=b`), 'x-amz-date': '20261301T000000Z' },
      '/',
      'IncompleteSignatureException',
      /requires existence of either/,
    ],
    [
      'a short credential',
      header('AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=b'),
      '/',
      'IncompleteSignatureException',
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b'",
    ],
    [
      'another terminator',
      header('AWS4-HMAC-SHA256 Credential=a/20260101/r/ssm/aws5, SignedHeaders=host, Signature=b'),
      '/',
      'InvalidSignatureException',
      /valid terminator/,
    ],
    [
      'a chunked body',
      { ...header(`AWS4-HMAC-SHA256 Credential=a/${scope}, SignedHeaders=host, Signature=b`), 'content-encoding': 'aws-chunked' },
      '/',
      'InvalidSignatureException',
      /^Chunked signatures/,
    ],
  ])('answers to %s', (_name, headers, ...[url, code, message]) => {
    const result = parseAuthorization(headers, url)
    expect(result).toBeInstanceOf(ApiError)
    expect(result).toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('reads terms with and without spaces between them', () => {
    const terms = [`Credential=a/${scope}`, 'SignedHeaders=host;x-amz-date', `Signature=${'0'.repeat(64)}`]
    for (const separator of [',', ', ', ' , ']) {
      expect(parsed(header(`AWS4-HMAC-SHA256 ${terms.join(separator)}`))).toMatchObject({
        accessKeyId: 'a',
        kind: 'hmac',
        signedHeaders: ['host', 'x-amz-date'],
      })
    }
  })

  it('never throws', () => {
    const part = fc.oneof(
      fc.constantFrom('AWS4-HMAC-SHA256 ', 'Credential=', 'Signature=', 'SignedHeaders=', ',', '/', 'x'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part), fc.string(), fc.string(), (parts, date, url) => {
        const headers = { authorization: parts.join(''), 'x-amz-date': date, date: url }
        const result = parseAuthorization(headers, url)
        if (isApiError(result)) return
        stringToSign({ method: 'GET', url, headers, body: empty }, result, nodeHasher)
      }),
      { numRuns: 2000 },
    )
  })
})
