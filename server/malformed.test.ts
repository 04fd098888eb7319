import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeHasher } from '#lib/api/node-hasher'
import { signRequest } from '#lib/wire/sigv4'
import { startTestServer, type TestServer } from './testing/test-server'

const calls = 10_000

describe('a server under nonsense', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.close())

  function post(headers: Record<string, string>, body: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(`${server.url}/`, { method: 'POST', headers, agent: false }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      })
      sent.once('error', reject)
      sent.end(body)
    })
  }

  function signed(target: string, body: Buffer): Record<string, string> {
    return signRequest({
      method: 'POST',
      url: `${server.url}/`,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body,
      credentials: server.key,
      region: 'local-1',
      service: 'ssm',
      date: new Date(),
      hasher: nodeHasher,
    })
  }

  it(`answers ${calls} malformed requests without a fault of its own`, async () => {
    const names = [...server.running.services.api.registry.values()].filter((operation) => operation.service === 'ssm')
    const bodies = fc.oneof(
      fc.json({ maxDepth: 6 }),
      fc.string({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      inputLike(),
    )
    const targets = fc.oneof(
      fc.constantFrom(...names.map(({ name }) => `AmazonSSM.${name}`)),
      fc.string({ maxLength: 40 }).map(printable),
    )
    const samples = fc.sample(fc.tuple(targets, bodies), calls)
    const counts = new Map<number, number>()
    for (let start = 0; start < samples.length; start += 50) {
      const statuses = await Promise.all(
        samples.slice(start, start + 50).map(([target, body]) => {
          const bytes = Buffer.from(body)
          return post(signed(target, bytes), bytes)
        }),
      )
      for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1)
    }
    const faults = [...counts].filter(([status]) => status >= 500)
    expect(faults).toEqual([])
    expect((counts.get(400) ?? 0) + (counts.get(200) ?? 0)).toBeGreaterThan(calls / 2)
  }, 180_000)

  it.each([
    ['not HTTP at all', '\0\0\0\x16garbage\r\n\r\n'],
    ['an endless header', `GET / HTTP/1.1\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['a path that is no path', 'GET //[::: HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['an upgrade to nowhere', 'GET /v2/x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx'],
  ])('closes a connection that brings %s, and lives on', async (_name, text) => {
    const { port } = server.running.bound
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
      socket.on('error', () => {})
      socket.on('data', () => socket.end())
      socket.once('close', () => resolve())
    })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })
})

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').trim()

/** Objects that look like inputs: real member names with values of the wrong kind and size. */
function inputLike(): fc.Arbitrary<string> {
  const names = [
    'InstanceIds',
    'DocumentName',
    'Parameters',
    'Filters',
    'MaxResults',
    'NextToken',
    'ActivationId',
    'Tags',
    'ResourceId',
    'InstanceId',
    'CommandId',
  ]
  const values = fc.oneof(
    fc.anything({ maxDepth: 3 }).map((value) => (typeof value === 'bigint' ? 1 : value)),
    fc.string({ maxLength: 5000 }),
    fc.constantFrom(
      '__proto__',
      '../../etc/passwd',
      '\u0000',
      "'; drop table nodes; --",
      'mi-0123456789abcdef0',
      '{{ssm:x}}',
      '💥'.repeat(50),
    ),
    fc.double(),
  )
  return fc.dictionary(fc.constantFrom(...names), fc.oneof(values, fc.array(values, { maxLength: 5 }))).map((value) => {
    try {
      return JSON.stringify(value) ?? '{}'
    } catch {
      return '{"MaxResults": 1e999}'
    }
  })
}
