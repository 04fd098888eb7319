import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { keepAlive } from '#agent/control-channel/heartbeat'

let server: WebSocketServer
afterEach(() => {
  for (const socket of server.clients) socket.terminate()
  server.close()
})

async function connect(autoPong: boolean): Promise<WebSocket> {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong })
  await once(server, 'listening')
  return new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

it('cuts a connection whose other side answers no ping', async () => {
  const socket = await connect(false)
  socket.on('open', () => keepAlive(socket, { pingEveryMs: 20, answerWithinMs: 40 }))
  const code = await new Promise((resolve) => socket.once('close', resolve))
  expect(code).toBe(1006)
})

it('keeps a connection whose other side answers, and pings with the word of the protocol', async () => {
  const socket = await connect(true)
  socket.on('open', () => keepAlive(socket, { pingEveryMs: 20, answerWithinMs: 500 }))
  const words = await new Promise<string[]>((resolve) => {
    const heard: string[] = []
    server.on('connection', (peer) =>
      peer.on('ping', (word) => {
        if (heard.push(word.toString()) === 5) resolve(heard)
      }),
    )
  })
  expect(words).toEqual(Array.from({ length: 5 }, () => 'keepalive'))
  expect(socket.readyState).toBe(WebSocket.OPEN)
})
