import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isBefore, LiveHub } from './hub'
import type { FromHub } from './messages'

/** Streams as the hub opened them, with the number it wanted to go on from. */
interface Opened {
  since: string | undefined
  send(frame: string): void
  end(): void
}

describe('the hub of the live stream', () => {
  let server: Server
  let hub: LiveHub
  let streams: Opened[] = []
  const waiting: ((opened: Opened) => void)[] = []

  beforeEach(async () => {
    streams = []
    server = createServer((request, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const since = request.headers['last-event-id']
      const opened = {
        since: typeof since === 'string' ? since : undefined,
        send: (frame: string) => void response.write(`${frame}\n\n`),
        end: () => void response.end(),
      }
      const wanted = waiting.shift()
      if (wanted) wanted(opened)
      else streams.push(opened)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const overNetwork = fetch
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => overNetwork(`${address}${path}`, init))
    hub = new LiveHub()
  })

  afterEach(async () => {
    hub.close()
    vi.unstubAllGlobals()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const opened = () =>
    new Promise<Opened>((resolve) => {
      const stream = streams.shift()
      if (stream) resolve(stream)
      else waiting.push(resolve)
    })

  /** A tab, and what it is told except the state of the link. */
  function openTab(topics: string[], since?: string) {
    const told: FromHub[] = []
    const asking: (() => void)[] = []
    const port = {
      send(message: FromHub) {
        if (message.kind === 'link' || message.kind === 'opened') return
        told.push(message)
        asking.splice(0).forEach((look) => look())
      },
    }
    hub.receive(port, { kind: 'topics', topics, since })
    const next = async (): Promise<string> => {
      const message = told.shift()
      if (message) return message.kind === 'events' ? message.events.map(({ resource }) => resource).join() : message.kind
      await new Promise<void>((resolve) => asking.push(resolve))
      return next()
    }
    return { next }
  }

  const event = (id: string, resource: string) => `id: ${id}\ndata: ${JSON.stringify({ id, resource, topics: ['nodes'] })}`

  it('goes on from where the data of the page stood, and lets that data be', async () => {
    const tab = openTab(['nodes'], '70-1')
    const stream = await opened()
    expect(stream.since).toBe('70-1')
    stream.send('event: snapshot\nid: 70-1\ndata: {}')
    stream.send(event('71-2', 'mi-1'))
    expect(await tab.next()).toBe('mi-1')
  })

  it('has a page that knows no number read its data anew', async () => {
    const tab = openTab(['nodes'])
    const stream = await opened()
    expect(stream.since).toBeUndefined()
    stream.send('event: snapshot\nid: 70-1\ndata: {}')
    expect(await tab.next()).toBe('reset')
  })

  it('has only the second tab read anew when that tab knows no number', async () => {
    const first = openTab(['nodes'], '70-1')
    const stream = await opened()
    stream.send('event: snapshot\nid: 70-1\ndata: {}')
    stream.send(event('71-2', 'mi-1'))
    expect(await first.next()).toBe('mi-1')
    const second = openTab(['nodes'])
    expect(await second.next()).toBe('reset')
    stream.send(event('72-3', 'mi-2'))
    expect(await first.next()).toBe('mi-2')
    expect(await second.next()).toBe('mi-2')
  })

  it('goes back for a second tab whose data is older than the stream', async () => {
    const first = openTab(['nodes'], '99-1')
    const stream = await opened()
    stream.send(event('100-2', 'mi-1'))
    expect(await first.next()).toBe('mi-1')
    const second = openTab(['nodes'], '99-1')
    const again = await opened()
    expect(again.since).toBe('99-1')
    again.send(event('100-2', 'mi-1'))
    expect(await second.next()).toBe('mi-1')
  })

  it('comes back with the number of the last beat', async () => {
    const tab = openTab(['nodes'], '70-1')
    const stream = await opened()
    stream.send('event: beat\nid: 90-4\ndata: {}')
    stream.send(event('91-1', 'mi-1'))
    expect(await tab.next()).toBe('mi-1')
    stream.send('event: beat\nid: 95-0\ndata: {}')
    stream.end()
    expect((await opened()).since).toBe('95-0')
  })

  it('starts over when the server has lost its number', async () => {
    const tab = openTab(['nodes'], '70-1')
    const stream = await opened()
    stream.send('event: snapshot\nid: 70-1\ndata: {}')
    stream.send('event: reset\nid: 90-4\ndata: {}')
    expect(await tab.next()).toBe('reset')
    stream.end()
    expect((await opened()).since).toBe('90-4')
  })
})

describe('the order of cursors', () => {
  it.each([
    ['9-1', '10-1', true],
    ['10-1', '9-1', false],
    ['10-9', '10-10', true],
    ['10-10', '10-10', false],
    ['18446744073709551614-1', '18446744073709551615-1', true],
  ])('%s before %s: %s', (one, other, before) => expect(isBefore(one, other)).toBe(before))
})
