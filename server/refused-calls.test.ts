import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeHasher } from '#lib/api/node-hasher'
import { signRequest } from '#lib/wire/sigv4'
import { startTestServer, type TestServer } from './testing/test-server'

function statusOfUpgrade(url: string): Promise<number | undefined> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  return new Promise((resolve, reject) => {
    request(url, { headers })
      .on('response', (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
}

describe('a call that is refused for its signature', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.close())

  interface Variation {
    keyId?: string
    secret?: string
    date?: Date
    target?: string
    sts?: boolean
    unsigned?: boolean
  }

  async function send({ keyId, secret, date = new Date(), target = 'AmazonSSM.SendCommand', sts, unsigned }: Variation) {
    const body = Buffer.from(sts ? 'Action=GetCallerIdentity&Version=2011-06-15' : '{}')
    const plain: Record<string, string> = sts
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target }
    const credentials = {
      accessKeyId: keyId ?? server.key.accessKeyId,
      secretAccessKey: secret ?? server.key.secretAccessKey,
    }
    const to = { method: 'POST', url: `${server.url}/`, region: 'local-1', service: sts ? 'sts' : 'ssm' }
    const { host: _host, ...signed } = signRequest({ ...to, headers: plain, body, credentials, date, hasher: nodeHasher })
    await fetch(to.url, { method: 'POST', headers: unsigned ? plain : signed, body })
  }

  async function records(result: string): Promise<readonly Record<string, unknown>[]> {
    await server.running.services.api.observers.audit.flush()
    const { body } = await server.aws('Quarterdeck.ListAuditRecords', { Result: result })
    return body['Records'] as Record<string, unknown>[]
  }

  it.each<[string, Variation, string]>([
    ['of an unknown key', { keyId: 'AKIAUNKNOWNUNKNOWN00' }, 'UnrecognizedClientException'],
    ['of a wrong secret', { secret: 'wrong' }, 'InvalidSignatureException'],
    ['of another time', { keyId: 'AKIASKEWED0000000000', date: new Date(Date.now() - 900_000) }, 'UnrecognizedClientException'],
    ['that is missing', { unsigned: true }, 'MissingAuthenticationTokenException'],
  ])('leaves a record: one %s', async (_name, variation, code) => {
    await send(variation)
    const claimed = variation.unsigned ? 'unsigned' : (variation.keyId ?? server.key.accessKeyId)
    expect(await records(code)).toContainEqual(
      expect.objectContaining({
        ActorKind: 'anonymous',
        Actor: variation.unsigned ? 'not signed' : `${claimed} (not verified)`,
        ...(variation.unsigned ? {} : { AccessKeyId: claimed }),
        Service: 'ssm',
        Action: 'SendCommand',
        Access: 'write',
        SourceIp: '127.0.0.1',
        Result: code,
      }),
    )
  })

  it('leaves a record of the first call that everybody tries', async () => {
    await send({ sts: true, secret: 'wrong' })
    expect(await records('InvalidSignatureException')).toContainEqual(
      expect.objectContaining({ Service: 'sts', Action: 'GetCallerIdentity', AccessKeyId: server.key.accessKeyId }),
    )
  })

  const channel = '/v1/control-channel/mi-0123456789abcdef0'

  it.each([
    ['CreateControlChannel', () => fetch(`${server.url}${channel}`, { method: 'POST', body: '{}' }).then(({ status }) => status)],
    ['OpenControlChannel', () => statusOfUpgrade(`${server.url}${channel}`)],
  ])('leaves a record of a refused channel: %s', async (action, refused) => {
    expect(await refused()).toBe(403)
    expect(await records('MissingAuthenticationTokenException')).toContainEqual(
      expect.objectContaining({
        Service: 'ssmmessages',
        Action: action,
        Access: 'write',
        ActorKind: 'anonymous',
        SourceIp: '127.0.0.1',
      }),
    )
  })

  it('names who asked for the channel of somebody else', async () => {
    const to = { method: 'POST', url: `${server.url}${channel}`, region: 'local-1', service: 'ssmmessages' }
    const body = Buffer.from('{}')
    const credentials = server.key
    const signed = signRequest({ ...to, headers: {}, body, credentials, date: new Date(), hasher: nodeHasher })
    const { host: _host, ...headers } = signed
    expect((await fetch(to.url, { method: 'POST', headers, body })).status).toBe(403)
    expect(await records('AccessDeniedException')).toContainEqual(
      expect.objectContaining({ Action: 'CreateControlChannel', ActorKind: 'user', Actor: server.owner.email }),
    )
  })

  it('does not fill the records, however often it comes', async () => {
    const before = (await records('UnrecognizedClientException')).length
    for (let n = 0; n < 60; n += 1) await send({ keyId: `AKIAFLOOD${n % 30}` })
    expect((await records('UnrecognizedClientException')).length - before).toBeLessThanOrEqual(10)
  })

  it('is counted, under names that we know', async () => {
    await send({ target: 'AmazonSSM.MadeUpByTheClient', keyId: 'AKIAUNKNOWNUNKNOWN00' })
    const figures = await (await fetch(`${server.url}/metrics`)).text()
    expect(figures).toContain('operation="SendCommand",result="UnrecognizedClientException"')
    expect(figures).not.toContain('MadeUpByTheClient')
  })
})
