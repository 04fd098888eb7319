import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeHasher } from '#lib/api/node-hasher'
import { signRequest } from '#lib/wire/sigv4'
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

  it('asks for a signature', async () => {
    const answer = await fetch(`${server.url}/`, { method: 'POST', headers: { ...json, 'x-amz-target': target }, body: '{}' })
    expect(await answer.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
  })

  it('refuses a body that is too large without reading it', async () => {
    const answer = await fetch(`${server.url}/`, { method: 'POST', headers: json, body: Buffer.alloc(13 * 1024 * 1024) })
    expect(answer.status).toBe(413)
  })
})

describe('the console door', () => {
  let server: TestServer
  let cookie = ''
  beforeAll(async () => {
    server = await startTestServer()
    const answer = await signIn(server.owner.password)
    cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  })
  afterAll(() => server.close())

  const signIn = (password: string) =>
    fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email: server.owner.email, password }),
    })

  const call = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/aws/sts/GetCallerIdentity`, { method: 'POST', headers, body: '{}' })

  it('answers who is signed in, and does not hand the token to scripts', async () => {
    expect(await (await call({ cookie, 'x-quarterdeck': '1' })).json()).toMatchObject({ Account: '000000000001' })
    const again = await signIn(server.owner.password)
    expect(again.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
    expect(await again.json()).not.toHaveProperty('token')
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
    expect((await fetch(`${server.url}/setup`, { redirect: 'manual' })).headers.get('location')).toBe('/sign-in')
  })

  it('closes set-up for good once there is an owner', async () => {
    const answer = await fetch(`${server.url}/api/setup`, {
      method: 'POST',
      headers: { 'x-quarterdeck': '1' },
      body: JSON.stringify({ token: 'x', email: 'eve@example.net', name: 'Eve', password: 'long enough for this' }),
    })
    expect(await answer.json()).toMatchObject({ __type: 'InvalidSetupLinkException' })
  })

  it('slows down guessing, and records every attempt', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) statuses.push((await signIn('wrong password')).status)
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
