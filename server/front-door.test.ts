import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '#lib/platform/log'
import { createFrontDoor, type Routes } from './front-door'

const broken = async (): Promise<never> => {
  throw new Error('the database is gone')
}
const ok: Routes['pages'] = (_request, response) => void response.end('page')
const working: Routes = {
  aws: ok,
  console: ok,
  output: ok,
  live: ok,
  auth: ok,
  session: ok,
  setup: ok,
  channels: ok,
  agentFiles: ok,
  documentFiles: ok,
  documentSchemas: ok,
  health: ok,
  pages: ok,
  redirectFor: async () => undefined,
  upgradeChannel: (_request, socket) => socket.destroy(),
  upgradePages: () => false,
}

describe('the front door', () => {
  let server: Server
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  async function open(routes: Partial<Routes>): Promise<number> {
    const door = createFrontDoor({ ...working, ...routes }, createLog('silent'))
    server = createServer((request, response) => void door.request(request, response))
    server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

  it('has an icon where browsers look for one', async () => {
    const answer = await fetch(`http://127.0.0.1:${await open({})}/favicon.ico`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/icon.svg'])
  })

  it.each(['/documents/%E0%A4%A/overview', '/nodes/%', '/commands/%zz'])(
    'sends no page to %s, which says no name',
    async (path) => {
      const answer = await fetch(`http://127.0.0.1:${await open({ pages: broken })}${path}`)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('percent sign')
    },
  )

  it.each<[string, Partial<Routes>, string]>([
    ['a handler', { live: broken }, '/api/live'],
    [
      'a handler at once',
      {
        health: () => {
          throw new Error('at once')
        },
      },
      '/metrics',
    ],
    ['the gate of pages', { redirectFor: broken }, '/nodes'],
    ['a page', { pages: broken }, '/nodes'],
  ])('answers 500 when %s fails, and the failure goes no further', async (_name, routes, path) => {
    const port = await open(routes)
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toMatch(/request id [0-9a-f-]{36}/)
  })

  it('cuts an answer that fails half way, so that it is not taken for whole', async () => {
    const port = await open({
      async live(_request, response) {
        response.write('half')
        throw new Error('the database is gone')
      },
    })
    const answer = await fetch(`http://127.0.0.1:${port}/api/live`)
    await expect(answer.text()).rejects.toThrow('terminated')
  })

  it('closes an upgrade to nowhere, also when the client keeps its side open', async () => {
    const port = await open({})
    const closed = new Promise<void>((resolve) => server.on('upgrade', (_request, socket) => socket.once('close', resolve)))
    const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    client.on('error', () => {})
    client.resume().write('GET /v2/x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n')
    await closed
    client.destroy()
  })
})
