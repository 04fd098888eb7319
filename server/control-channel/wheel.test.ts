import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createFakeClock } from '#lib/platform/testing/fake-clock'
import type { Connection } from './connection'
import { createWheel } from './wheel'

let server: WebSocketServer
beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
})
afterAll(() => server.close())

/** The server's side of a real socket, and the agent's. */
async function connectPair(autoPong: boolean) {
  const { port } = server.address() as AddressInfo
  const accepted = once(server, 'connection')
  const agent = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong })
  await once(agent, 'open')
  const [socket] = (await accepted) as [WebSocket]
  return { agent, socket }
}

async function setUp(options: { state: Connection['state']; autoPong: boolean }) {
  const clock = createFakeClock()
  const wheel = createWheel(clock)
  const { agent, socket } = await connectPair(options.autoPong)
  const now = clock.now().getTime()
  const names = { id: 'c', accountId: '000000000001', nodeId: 'mi-1' }
  const connection: Connection = {
    ...names,
    socket,
    since: now,
    heardAt: now,
    state: options.state,
    subscription: undefined,
    reason: undefined,
  }
  wheel.add(connection)
  return { clock, wheel, agent, socket, connection }
}

describe('the wheel', () => {
  it('pings a silent socket within 40 s, and keeps one that answers', async () => {
    const { clock, wheel, agent, socket, connection } = await setUp({ state: 'open', autoPong: true })
    const pinged = once(agent, 'ping')
    const ponged = once(socket, 'pong')
    clock.advance(40_000)
    await pinged
    await ponged
    connection.heardAt = clock.now().getTime()
    clock.advance(59_000)
    expect(socket.readyState).toBe(WebSocket.OPEN)
    wheel.stop()
    agent.terminate()
  })

  it('ends a socket that stays silent after 75 s at the latest', async () => {
    const { clock, wheel, agent, connection } = await setUp({ state: 'open', autoPong: false })
    const closed = once(agent, 'close')
    clock.advance(59_000)
    expect(connection.reason).toBeUndefined()
    clock.advance(16_000)
    expect(connection.reason).toBe('it went silent')
    await closed
    wheel.stop()
  })

  it('ends a socket that never opens its channel', async () => {
    const { clock, wheel, agent, connection } = await setUp({ state: 'fresh', autoPong: true })
    const closed = once(agent, 'close')
    clock.advance(30_000)
    expect(connection.reason).toBe('it did not open the channel')
    await closed
    wheel.stop()
  })
})
