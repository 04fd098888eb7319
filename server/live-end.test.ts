import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { type EventTail, startEventTail } from './event-tail'
import { serveLive } from './live'

describe('a live stream ends', () => {
  let test: TestContext
  let tail: EventTail
  let server: Server
  let client: Socket
  let listening = 0
  beforeAll(async () => {
    test = await testContext()
    const real = await startEventTail(test.ctx)
    tail = {
      ...real,
      listen(listener) {
        listening += 1
        const part = real.listen(listener)
        return {
          stop() {
            listening -= 1
            part.stop()
          },
        }
      },
    }
  })
  afterEach(() => {
    client.destroy()
    server.close()
  })
  afterAll(async () => {
    tail.close()
    await test.close()
  })

  /** Asks for a stream by hand; `before` runs between the request and the stream. */
  async function open(before: (response: ServerResponse) => Promise<void>, over: Partial<Parameters<typeof serveLive>[0]> = {}) {
    server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    client.on('error', () => {})
    client.write('GET /api/live?topics=nodes,output/4f HTTP/1.1\r\nhost: x\r\n\r\n')
    const [request, response] = (await once(server, 'request')) as [never, ServerResponse]
    await before(response)
    const ended = new AbortController()
    await serveLive({ ctx: test.ctx, tail, request, response, stillSignedIn: async () => true, stopping: ended.signal, ...over })
    return { response, ended }
  }

  it('for a reader that left before it began', async () => {
    await open(async (response) => {
      client.destroy()
      await once(response, 'close')
    })
    expect(listening).toBe(0)
  })

  it('for a reader that does not read', async () => {
    const { response } = await open(async () => {})
    client.pause()
    const closed = once(response, 'close')
    const event = {
      commandId: '4f',
      nodeId: 'mi-1',
      step: 's',
      stream: 'stdout',
      offset: 0,
      bytes: 60_000,
      text: 'x'.repeat(60_000),
    }
    const fill = setInterval(() => {
      for (let count = 0; count < 10; count += 1) test.ctx.bus.publish('output.4f.mi-1', Buffer.from(JSON.stringify(event)))
    }, 10)
    await closed
    clearInterval(fill)
    expect(listening).toBe(0)
  })

  it('when the server stops', async () => {
    const { response, ended } = await open(async () => {})
    const closed = once(response, 'close')
    client.resume()
    ended.abort()
    await closed
    expect(listening).toBe(0)
  })
})
