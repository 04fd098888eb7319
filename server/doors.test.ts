import { type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { nodeHasher } from '#lib/api/node-hasher'
import { signRequest } from '#lib/wire/sigv4'
import { ownerCookie, postSignIn } from './testing/console-session'
import { startTestServer, type TestServer } from './testing/test-server'

const json = { 'content-type': 'application/x-amz-json-1.1' }
const target = 'AmazonSSM.DescribeInstanceInformation'

describe('the AWS door', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.close())

  interface Variation {
    target?: string
    secret?: string
    keyId?: string
    service?: string
    date?: Date
    body?: string
    sentBody?: string
  }

  async function send(
    variation: Variation,
  ): Promise<{ status: number; type: string; message: string; requestId: string | null }> {
    const body = Buffer.from(variation.body ?? '{}')
    const { host: _host, ...headers } = signRequest({
      method: 'POST',
      url: `${server.url}/`,
      headers: { ...json, 'x-amz-target': variation.target ?? target },
      body,
      credentials: {
        accessKeyId: variation.keyId ?? server.key.accessKeyId,
        secretAccessKey: variation.secret ?? server.key.secretAccessKey,
      },
      region: 'anywhere-7',
      service: variation.service ?? 'ssm',
      date: variation.date ?? new Date(),
      hasher: nodeHasher,
    })
    const answer = await fetch(`${server.url}/`, { method: 'POST', headers, body: variation.sentBody ?? body })
    const parsed = (await answer.json()) as { __type?: string; message?: string }
    return {
      status: answer.status,
      type: parsed.__type ?? '',
      message: parsed.message ?? '',
      requestId: answer.headers.get('x-amzn-requestid'),
    }
  }

  it('answers a well signed request of any region, with a request id', async () => {
    const answer = await send({})
    expect(answer).toMatchObject({ status: 200, type: '' })
    expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each<[string, Variation, string]>([
    ['a wrong secret', { secret: 'x'.repeat(40) }, 'InvalidSignatureException'],
    ['an unknown key', { keyId: 'AKIAXXXXXXXXXXXXXXXX' }, 'UnrecognizedClientException'],
    ['another service', { service: 's3' }, 'InvalidSignatureException'],
    ['a signature of ten minutes ago', { date: new Date(Date.now() - 600_000) }, 'InvalidSignatureException'],
    ['a signature of the future', { date: new Date(Date.now() + 600_000) }, 'InvalidSignatureException'],
    ['a body that was changed on the way', { sentBody: '{"MaxResults":5}' }, 'InvalidSignatureException'],
    ['an unknown operation', { target: 'AmazonSSM.MakeTea' }, 'UnknownOperationException'],
    ['an unknown service', { target: 'TeaService.MakeTea' }, 'UnknownOperationException'],
    [
      'an operation of the model that is not there yet',
      { target: 'AmazonSSM.DescribePatchBaselines' },
      'UnsupportedOperationException',
    ],
    ['malformed JSON', { body: '{' }, 'SerializationException'],
    ['a wrong type', { body: '{"MaxResults":"five"}' }, 'SerializationException'],
    ['a limit that is broken', { body: '{"MaxResults":4}' }, 'ValidationException'],
  ])('refuses %s', async (_name, variation, code) => {
    const answer = await send(variation)
    expect(answer).toMatchObject({ status: 400, type: code })
  })

  it('words a broken limit as AWS does', async () => {
    expect((await send({ body: '{"MaxResults":4}' })).message).toBe(
      "1 validation error detected: Value '4' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 5",
    )
  })

  it('notes the use of a key for a signature that is right, and for no other', async () => {
    const lastUsed = async () => {
      const { body } = await server.aws('Quarterdeck.ListAccessKeys', {})
      return (body as { AccessKeys: { AccessKeyId: string; LastUsedDate?: number }[] }).AccessKeys
    }
    const { body } = await server.aws('Quarterdeck.CreateAccessKey', {})
    const fresh = { keyId: String(body['AccessKeyId']), secret: String(body['SecretAccessKey']) }
    const dateOf = async () => (await lastUsed()).find(({ AccessKeyId }) => AccessKeyId === fresh.keyId)?.LastUsedDate
    await send({ ...fresh, secret: 'x'.repeat(40) })
    await expect(dateOf()).resolves.toBeUndefined()
    expect((await send(fresh)).status).toBe(200)
    await expect.poll(dateOf).toBeDefined()
    await server.aws('Quarterdeck.DeleteAccessKey', { AccessKeyId: fresh.keyId })
  })

  it('asks for a signature', async () => {
    const answer = await fetch(`${server.url}/`, { method: 'POST', headers: { ...json, 'x-amz-target': target }, body: '{}' })
    expect(await answer.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
  })

  it('refuses a body that is too large without reading it', async () => {
    const answer = await fetch(`${server.url}/`, { method: 'POST', headers: json, body: Buffer.alloc(13 * 1024 * 1024) })
    expect(answer.status).toBe(413)
  })
})

describe('a door with a limit of its own', () => {
  it('refuses what is larger, by name', async () => {
    const server = await startTestServer({ QUARTERDECK_LIMITS: 'requestMiB=1' })
    onTestFinished(() => server.close())
    const fits = await server.aws('AmazonSSM.ListDocuments', { Filters: [], NextToken: 'x'.repeat(900_000) })
    expect(fits.status).toBe(400)
    const tooLarge = await server.aws('AmazonSSM.ListDocuments', { NextToken: 'x'.repeat(1_100_000) })
    expect(tooLarge).toMatchObject({ status: 413, body: { __type: 'RequestEntityTooLargeException' } })
  })
})

describe('the console door', () => {
  let server: TestServer
  let cookie = ''
  beforeAll(async () => {
    server = await startTestServer()
    cookie = await ownerCookie(server)
  })
  afterAll(() => server.close())

  /** As it is written: `fetch` would tidy the path. */
  const raw = (path: string, headers: Record<string, string>) =>
    new Promise<{ status: number; text: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const sent = httpRequest({ port: server.running.bound.port, host: '127.0.0.1', path, headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => (text += String(chunk)))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
      })
      sent.on('error', reject)
      sent.end()
    })

  const call = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/aws/sts/GetCallerIdentity`, { method: 'POST', headers, body: '{}' })

  it('answers who is signed in, and does not hand the token to scripts', async () => {
    expect(await (await call({ cookie, 'x-quarterdeck': '1' })).json()).toMatchObject({ Account: '000000000001' })
    const again = await postSignIn(server)
    expect(again.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
    expect(await again.json()).not.toHaveProperty('token')
  })

  it.each([
    '/api/auth/two-factor/../get-session',
    '/api/auth/two-factor/%2e%2e/get-session',
    '/api/auth/two-factor/..%2fget-session',
    '//x/api/auth/get-session',
    '/api/auth/get-session/',
  ])('keeps the routes of the sign-in library closed that it does not offer: %s', async (path) => {
    const answer = await raw(path, { cookie })
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('expiresAt')
  })

  it('takes a request whose host is no host for a bad one', async () => {
    const answer = await raw('/api/auth/sign-out', { host: 'no host', cookie })
    expect(answer.status).toBe(400)
  })

  it('streams to GET alone', async () => {
    const answer = await fetch(`${server.url}/api/live?topics=nodes`, { method: 'POST', headers: { cookie } })
    expect(answer.status).toBe(405)
    expect((await fetch(`${server.url}/api/live?topics=nodes`, { method: 'HEAD', headers: { cookie } })).status).toBe(405)
  })

  it('refuses requests without its header, from other sites, and without a session', async () => {
    expect((await call({ cookie })).status).toBe(403)
    expect((await call({ cookie, 'x-quarterdeck': '1', origin: 'https://evil.example' })).status).toBe(403)
    expect((await call({ 'x-quarterdeck': '1' })).status).toBe(401)
    expect((await call({ cookie: `${cookie}x`, 'x-quarterdeck': '1' })).status).toBe(401)
  })

  it('sends people without a session to sign in, and back to their page', async () => {
    const answer = await fetch(`${server.url}/nodes?q=web`, { redirect: 'manual' })
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Fnodes%3Fq%3Dweb')
    expect((await raw('//evil.example/x', {})).headers.location).toBe('/sign-in?next=%2Fx')
    expect((await fetch(`${server.url}/setup`, { redirect: 'manual' })).headers.get('location')).toBe('/sign-in')
  })

  it('shows its figures to this machine, and not to what came through a proxy on it', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200)
    expect((await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status).toBe(403)
    expect((await fetch(`${server.url}/metrics`, { headers: { forwarded: 'for=192.0.2.1' } })).status).toBe(403)
  })

  it('closes set-up for good once there is an owner', async () => {
    const answer = await fetch(`${server.url}/api/setup`, {
      method: 'POST',
      headers: { 'x-quarterdeck': '1' },
      body: JSON.stringify({ token: 'x', email: 'eve@example.net', name: 'Eve', password: 'long enough for this' }),
    })
    expect(await answer.json()).toMatchObject({ __type: 'InvalidSetupLinkException' })
    const { system, api } = server.running.services
    await api.observers.audit.flush()
    const { rows } = await system.db.execute("select actor, result from audit_records where action = 'CreateOwner'")
    expect(rows).toEqual([{ actor: 'eve@example.net', result: 'AccessDeniedException' }])
  })

  it('slows down guessing, and records every attempt', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) statuses.push((await postSignIn(server, 'wrong password')).status)
    expect(statuses).toContain(401)
    expect(statuses.at(-1)).toBe(429)
    await server.running.services.close()
    const { rows } = await server.running.services.api.ports.db.execute(
      "select result, actor from audit_records where action = 'SignIn' and result <> 'ok'",
    )
    expect(rows.length).toBeGreaterThanOrEqual(8)
    expect(JSON.stringify(rows)).toContain('ThrottlingException')
  })
})

describe('a caller that calls too often', () => {
  it('is told to wait, and others are not', async () => {
    const server = await startTestServer({ QUARTERDECK_LIMITS: 'callsPerSecond=1' })
    try {
      const answers = await Promise.all(Array.from({ length: 20 }, () => server.aws('AmazonSSM.DescribeInstanceInformation', {})))
      const refused = answers.filter(({ status }) => status === 400)
      expect(refused.length).toBeGreaterThan(0)
      expect(refused[0]?.body['__type']).toBe('ThrottlingException')
      expect(answers.some(({ status }) => status === 200)).toBe(true)
      const cookie = await ownerCookie(server)
      const headers = { 'content-type': 'application/json', 'x-quarterdeck': '1', cookie }
      const person = await fetch(`${server.url}/api/aws/quarterdeck/ListManagedNodes`, { method: 'POST', headers, body: '{}' })
      expect(person.status).toBe(200)
    } finally {
      await server.close()
    }
  })
})
