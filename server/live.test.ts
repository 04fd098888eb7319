import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append, type NewEvent } from '#lib/capabilities/events/index'
import { transact } from '#lib/platform/db/database'
import { ownerCookie } from './testing/console-session'
import { openEventStream } from './testing/event-stream'
import { startTestServer, type TestServer } from './testing/test-server'

describe('the live stream', () => {
  let server: TestServer
  let cookie = ''
  beforeAll(async () => {
    server = await startTestServer()
    cookie = await ownerCookie(server)
  })
  afterAll(() => server.close())

  const happen = (...facts: NewEvent[]) => transact(server.running.services.system, (tx) => append(tx, ...facts))
  const fact = (resource: string, topics: string[]): NewEvent => ({ capability: 'test', type: 'test.happened', resource, topics })
  const open = (topics: string, headers: Record<string, string> = {}) =>
    openEventStream(`${server.url}/api/live?topics=${topics}`, { cookie, ...headers })
  const resourceOf = (frame: { data: unknown }) => (frame.data as { resource?: string }).resource

  it('is for people who are signed in', async () => {
    expect((await fetch(`${server.url}/api/live?topics=nodes`)).status).toBe(401)
  })

  it('begins with where it stands, and brings the facts of its topics alone', async () => {
    const stream = await open('nodes,command/7')
    expect(await stream.next()).toMatchObject({ event: 'snapshot' })
    await happen(fact('other', ['audit']), fact('node', ['nodes']), fact('command', ['commands', 'command/7']))
    expect(resourceOf(await stream.next())).toBe('node')
    expect(resourceOf(await stream.next())).toBe('command')
    stream.close()
  })

  it('goes on after its last number without a gap and without doubles', async () => {
    const first = await open('nodes')
    await first.next()
    await happen(fact('a', ['nodes']))
    const { id = '' } = await first.next((frame) => resourceOf(frame) === 'a')
    first.close()
    for (const name of ['b', 'c', 'd']) await happen(fact(name, ['nodes']))
    const second = await open('nodes', { 'last-event-id': id })
    await second.next((frame) => frame.event === 'snapshot')
    await happen(fact('e', ['nodes']))
    const resources: (string | undefined)[] = []
    while (resources.at(-1) !== 'e') resources.push(resourceOf(await second.next((frame) => frame.event === 'message')))
    expect(resources).toEqual(['b', 'c', 'd', 'e'])
    second.close()
  })

  it('tells a reader that comes too late to start over', async () => {
    await happen(fact('old', ['nodes']))
    const stream = await open('nodes', { 'last-event-id': '1-1' })
    expect((await stream.next((frame) => frame.event !== 'snapshot')).event).toBe('reset')
    stream.close()
  })

  it('tells a reader from the future to start over: the database was restored from a backup', async () => {
    const stream = await open('nodes', { 'last-event-id': '99999999999-1' })
    expect((await stream.next((frame) => frame.event !== 'snapshot')).event).toBe('reset')
    await happen(fact('after', ['nodes']))
    // What happened just before it came may be told, too.
    expect(resourceOf(await stream.next((frame) => resourceOf(frame) === 'after'))).toBe('after')
    stream.close()
  })

  it('passes output on as it comes: the first chunk at once, then joined', async () => {
    const stream = await open('output/4f')
    await stream.next()
    const { bus } = server.running.services.api.ports
    const chunk = (offset: number, text: string) =>
      bus.publish(
        'output.4f.mi-1',
        Buffer.from(
          JSON.stringify({ commandId: '4f', nodeId: 'mi-1', step: 's', stream: 'stdout', offset, bytes: text.length, text }),
        ),
      )
    chunk(0, 'one\n')
    expect((await stream.next((frame) => frame.event === 'output')).data).toMatchObject({ offset: 0, text: 'one\n' })
    chunk(4, 'two\n')
    chunk(8, 'three\n')
    expect((await stream.next((frame) => frame.event === 'output')).data).toMatchObject({
      offset: 4,
      bytes: 10,
      text: 'two\nthree\n',
    })
    stream.close()
  })
})
