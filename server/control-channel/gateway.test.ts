import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deregisterManagedInstance } from '#lib/capabilities/nodes/operations/deregister-managed-instance'
import { getManagedNode } from '#lib/capabilities/nodes/operations/get-managed-node'
import { registerNodes } from '#lib/capabilities/nodes/testing/register-nodes'
import { systemClock } from '#lib/platform/clock'
import type { Ports } from '#lib/platform/context'
import { type NodeMessage, type NodeMessageManifest, nodeSubject } from '#lib/platform/node-message'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { closeCodes } from './connection'
import { channelToken, connectAgent, createChannel, frameOf, openFrame, upgrade } from './testing/test-agent'
import { startGateway, type TestGateway } from './testing/test-gateway'

let test: TestContext
let ports: Ports
let nodeId: string
const running: TestGateway[] = []

beforeAll(async () => {
  test = await testContext()
  const { db, bus, secrets, jobs, blobs, log, config } = test.ctx
  ports = { db, bus, secrets, jobs, blobs, log, config, clock: systemClock }
})
afterAll(() => test.close())

beforeEach(async () => {
  nodeId = (await registerNodes(test.ctx, 'node'))[0] ?? ''
})

afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close()
})

async function start(...handlers: NodeMessageManifest[]): Promise<TestGateway> {
  const gateway = await startGateway(ports, { handlers })
  running.push(gateway)
  return gateway
}

async function findNode() {
  return (await test.call(getManagedNode, { NodeId: nodeId })).Node
}

/** Answers every message with its own payload. */
const echo: NodeMessageManifest = {
  question: async (_ctx, messages) =>
    messages.map(({ nodeId: id, messageId, payload }) => ({ nodeId: id, type: 'answer', payload: { messageId, payload } })),
}

describe('CreateControlChannel', () => {
  it('answers 201 and XML with a token', async () => {
    const { port } = await start()
    const { status, body } = await createChannel(port, nodeId)
    expect(status).toBe(201)
    expect(body).toMatch(
      /^<CreateControlChannelResponse><MessageSchemaVersion>1\.0<\/MessageSchemaVersion><TokenValue>[\w-]{43}<\/TokenValue><\/CreateControlChannelResponse>$/,
    )
  })

  it.each([
    ['without a signature', undefined, 'UnrecognizedClientException'],
    ['for another node', 'mi-00000000000000000', 'AccessDeniedException'],
  ])('answers 403 and the name of the error %s', async (_name, asNode, code) => {
    const { port } = await start()
    const { status, body } = asNode === undefined ? await unsigned(port) : await createChannel(port, nodeId, asNode)
    expect(status).toBe(403)
    expect(body).toContain(`<${code}>`)
  })

  async function unsigned(port: number) {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/control-channel/${nodeId}`, { method: 'POST', body: '{}' })
    return { status: answer.status, body: await answer.text() }
  }

  it('is refused to a deregistered node', async () => {
    const { port } = await start()
    await test.call(deregisterManagedInstance, { InstanceId: nodeId })
    expect((await createChannel(port, nodeId)).body).toContain('<AccessDeniedException>')
  })

  it('is refused with a body that is too large, and elsewhere', async () => {
    const { port } = await start()
    const large = await fetch(`http://127.0.0.1:${port}/v1/control-channel/${nodeId}`, {
      method: 'POST',
      body: 'x'.repeat(20_000),
    })
    expect(large.status).toBe(413)
    const elsewhere = await fetch(`http://127.0.0.1:${port}/v1/nothing`, { method: 'POST' })
    expect(elsewhere.status).toBe(404)
  })
})

describe('opening', () => {
  it('makes the node Online, and tells the handlers', async () => {
    let tell: (messages: readonly NodeMessage[]) => void
    const connected = new Promise<readonly NodeMessage[]>((resolve) => {
      tell = resolve
    })
    const { port, gateway } = await start({
      node_connected: async (_ctx, messages) => {
        tell(messages)
        return []
      },
    })
    await connectAgent(port, nodeId)
    expect(await connected).toMatchObject([{ nodeId, accountId: ports.config.accountId, payload: {} }])
    expect(gateway.connections()).toBe(1)
    expect(await findNode()).toMatchObject({ PingStatus: 'Online', Connected: true })
  })

  it('says hello only to agents that name capabilities', async () => {
    const { port } = await start(echo)
    const agent = await upgrade(port, nodeId)
    agent.socket.send(openFrame(await channelToken(port, nodeId)))
    agent.send('question', { n: 1 })
    expect((await agent.next()).type).toBe('answer')
  })

  it('takes what the agent sends right behind the open frame', async () => {
    const { port } = await start(echo)
    const agent = await upgrade(port, nodeId)
    agent.socket.send(openFrame(await channelToken(port, nodeId)))
    for (let n = 0; n < 20; n += 1) agent.send('question', { n })
    for (let n = 0; n < 20; n += 1) expect((await agent.next('answer')).payload).toMatchObject({ payload: { n } })
  })

  it('is refused with a token that is wrong or was used', async () => {
    const { port } = await start()
    const token = await channelToken(port, nodeId)
    const first = await upgrade(port, nodeId)
    first.socket.send(openFrame('wrong'))
    expect((await first.closed).code).toBe(closeCodes.refused)
    const second = await upgrade(port, nodeId)
    second.socket.send(openFrame(token, { Capabilities: ['output-stream'] }))
    await second.next('quarterdeck_hello')
    const third = await upgrade(port, nodeId)
    third.socket.send(openFrame(token))
    expect((await third.closed).code).toBe(closeCodes.refused)
    expect((await findNode()).Connected).toBe(true)
  })

  it('is not done for somebody else', async () => {
    const { port } = await start()
    const url = `http://127.0.0.1:${port}/v1/control-channel/${nodeId}`
    const answer = await fetch(url, { headers: { 'x-node': 'mi-00000000000000000' } })
    expect(answer.status).toBe(404)
    const agent = await upgrade(port, 'mi-11111111111111111')
    agent.socket.send(openFrame('nothing'))
    expect((await agent.closed).code).toBe(closeCodes.refused)
  })
})

describe('messages', () => {
  it('go through the handler of their type, and its answers come back', async () => {
    const { port } = await start(echo)
    const agent = await connectAgent(port, nodeId)
    const messageId = crypto.randomUUID()
    agent.send('question', { text: 'häß' }, messageId)
    expect(await agent.next('answer')).toEqual({ type: 'answer', payload: { messageId, payload: { text: 'häß' } } })
  })

  it('of types that nobody handles are ignored, and node_connected is not believed', async () => {
    let connected = 0
    const { port } = await start(echo, {
      node_connected: async () => {
        connected += 1
        return []
      },
    })
    const agent = await connectAgent(port, nodeId)
    // Recorded from agent.md 7.3: type `acknowledge`, payload {"x":1}.
    agent.socket.send(recordedFrame)
    agent.send('node_connected', {})
    agent.send('question', {})
    await agent.next('answer')
    expect(connected).toBe(1)
  })

  it('that a handler fails on leave the socket and the other messages alone', async () => {
    const picky: NodeMessageManifest = {
      question: async (ctx, messages) => {
        if (messages.some(({ payload }) => JSON.stringify(payload).includes('bad'))) throw new Error('bad message')
        return (await echo['question']?.(ctx, messages)) ?? []
      },
    }
    const { port } = await start(picky)
    const agent = await connectAgent(port, nodeId)
    for (const word of ['one', 'bad', 'two', 'three']) agent.send('question', { word })
    for (const word of ['one', 'two', 'three']) expect((await agent.next('answer')).payload).toMatchObject({ payload: { word } })
  })

  it('from the bus reach the node as they are', async () => {
    const { port } = await start()
    const agent = await connectAgent(port, nodeId)
    ports.bus.publish(nodeSubject(nodeId), frameOf('agent_job', { JobId: 'x' }))
    expect(await agent.next('agent_job')).toEqual({ type: 'agent_job', payload: { JobId: 'x' } })
  })
})

const recordedFrame = Buffer.from(
  [
    '00 00 00 74 61 63 6b 6e 6f 77 6c 65 64 67 65 20',
    '20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20',
    '20 20 20 20 00 00 00 01 00 00 01 8b cf e5 68 00',
    '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 03',
    '88 99 aa bb cc dd ee ff 00 11 22 33 44 55 66 77',
    '50 41 bf 1f 71 3d f2 04 78 43 53 e8 2f 6a 4a 53',
    '59 31 cb 64 f1 f4 b4 a5 ae af fc b7 20 91 8b 22',
    '00 00 00 00 00 00 00 07 7b 22 78 22 3a 31 7d',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
)

describe('malformed input', () => {
  it.each<[string, string | Uint8Array]>([
    ['an empty first frame', ''],
    ['a first frame that is no JSON', 'hello'],
    ['a first frame without a token', '{}'],
    ['a first frame that is binary', frameOf('question', {})],
    ['a token that is no text', '{"TokenValue":{"a":1}}'],
  ])('closes on %s', async (_name, frame) => {
    const { port } = await start()
    const agent = await upgrade(port, nodeId)
    agent.socket.send(frame)
    expect((await agent.closed).code).toBe(closeCodes.malformed)
  })

  it.each<[string, string | Uint8Array, number]>([
    ['a text frame', '{}', 1003],
    ['an empty frame', new Uint8Array(), 1003],
    ['a truncated header', recordedFrame.subarray(0, 60), 1003],
    ['a truncated payload', recordedFrame.subarray(0, 123), 1003],
    ['a payload length that lies', lying(), 1003],
    ['garbage', Buffer.alloc(500, 0xff), 1003],
    ['a payload that is no JSON', notJson(), 1003],
    ['more than 256 KiB', Buffer.alloc(300_000), 1009],
  ])('closes on %s, and serves the next connection', async (_name, frame, code) => {
    const { port } = await start(echo)
    const agent = await connectAgent(port, nodeId)
    agent.socket.send(frame)
    expect((await agent.closed).code).toBe(code)
    const next = await connectAgent(port, nodeId)
    next.send('question', {})
    await next.next('answer')
  })

  function lying(): Uint8Array {
    const frame = Buffer.from(frameOf('question', {}))
    frame.writeUInt32BE(0xffffffff, 116)
    return frame
  }

  function notJson(): Uint8Array {
    const frame = Buffer.from(frameOf('question', { a: 1 }))
    frame[frame.length - 1] = 0x7b
    return frame
  }
})

describe('the newest connection of a node', () => {
  it('replaces the one before on the same gateway', async () => {
    const { port, gateway } = await start(echo)
    const first = await connectAgent(port, nodeId)
    const second = await connectAgent(port, nodeId)
    expect(await first.closed).toMatchObject({ code: closeCodes.replaced })
    second.send('question', {})
    await second.next('answer')
    expect(gateway.connections()).toBe(1)
    expect((await findNode()).Connected).toBe(true)
  })

  it('replaces the one before on another gateway', async () => {
    const one = await start(echo)
    const two = await start(echo)
    const first = await connectAgent(one.port, nodeId)
    const second = await connectAgent(two.port, nodeId)
    expect(await first.closed).toMatchObject({ code: closeCodes.replaced })
    expect(one.gateway.connections()).toBe(0)
    ports.bus.publish(nodeSubject(nodeId), frameOf('agent_job', {}))
    expect((await second.next()).type).toBe('agent_job')
    expect((await findNode()).Connected).toBe(true)
  })
})

describe('the end', () => {
  it('of a registration closes the socket', async () => {
    const { port } = await start()
    const agent = await connectAgent(port, nodeId)
    await test.call(deregisterManagedInstance, { InstanceId: nodeId })
    expect((await agent.closed).code).toBe(closeCodes.replaced)
  })

  it('of the gateway closes all sockets, and the nodes are known to be without a channel', async () => {
    const gateway = await start()
    const agent = await connectAgent(gateway.port, nodeId)
    await gateway.close()
    running.splice(0)
    expect((await agent.closed).code).toBe(closeCodes.goingAway)
    const node = await findNode()
    expect(node).toMatchObject({ Connected: false, PingStatus: 'Online' })
    expect(node.History[0]).toMatchObject({ Change: 'disconnected', Reason: 'the server stops' })
  })
})
