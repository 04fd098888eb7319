import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { nodeHasher } from '#lib/api/node-hasher'
import { type TestContext, testContext, testNode } from '#lib/api/testing/test-context'
import { findNodeKeys, openNodeCredentials } from '#lib/capabilities/activations/index'
import { requestManagedInstanceRoleToken } from '#lib/capabilities/activations/operations/request-managed-instance-role-token'
import { registerNodes } from '#lib/capabilities/nodes/testing/register-nodes'
import { systemClock } from '#lib/platform/clock'
import { signRequest } from '#lib/wire/sigv4'
import { signedByNode } from './signed-by-node'
import { openFrame } from './testing/test-agent'
import { startGateway, type TestGateway } from './testing/test-gateway'

let test: TestContext
let running: TestGateway
let nodeId: string
let credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string }

beforeAll(async () => {
  test = await testContext()
  const ports = { ...test.ports, clock: systemClock }
  const keys = {
    signingKeys: { find: async () => undefined, noteUse() {}, close() {} },
    openNodeCredentials: (accessKeyId: string, token: string) => openNodeCredentials(ports, accessKeyId, token),
    findNodeKeys: (id: string) => findNodeKeys(ports, id),
    confirmNodeKey: async () => {},
  }
  running = await startGateway(ports, { authenticate: signedByNode(ports, keys) })
  nodeId = (await registerNodes(test.ctx, 'node'))[0] ?? ''
  test.clock.advance(Date.now() - test.clock.now().getTime())
  const issued = await test.call(requestManagedInstanceRoleToken, {}, testNode(nodeId))
  credentials = { accessKeyId: issued.AccessKeyId, secretAccessKey: issued.SecretAccessKey, sessionToken: issued.SessionToken }
})
afterAll(async () => {
  await running.close()
  await test.close()
})

function signed(method: string, path: string, body: string) {
  const url = `http://127.0.0.1:${running.port}${path}`
  const headers = signRequest({
    method,
    url,
    headers: { host: `127.0.0.1:${running.port}` },
    body: Buffer.from(body),
    credentials: credentials,
    region: 'local-1',
    service: 'ssmmessages',
    date: new Date(),
    hasher: nodeHasher,
  })
  return { url, headers }
}

describe('an agent that signs', () => {
  it('creates its channel and opens it', async () => {
    const body = '{"MessageSchemaVersion":"1.0"}'
    const create = signed('POST', `/v1/control-channel/${nodeId}`, body)
    const answer = await fetch(create.url, { method: 'POST', headers: create.headers, body })
    expect(answer.status).toBe(201)
    const token = /<TokenValue>([^<]+)</.exec(await answer.text())?.[1] ?? ''
    const { url, headers } = signed('GET', `/v1/control-channel/${nodeId}?role=subscribe&stream=input`, '')
    const socket = new WebSocket(url.replace('http', 'ws'), { headers })
    await once(socket, 'open')
    socket.send(openFrame(token, { Capabilities: ['output-stream'] }))
    await once(socket, 'message')
    socket.terminate()
  })

  it('is refused when the body is another one', async () => {
    const { url, headers } = signed('POST', `/v1/control-channel/${nodeId}`, '{}')
    const answer = await fetch(url, { method: 'POST', headers, body: '{"a":1}' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Exception>')
  })
})
