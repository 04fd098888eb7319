import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#lib/platform/config'
import { createLog } from '#lib/platform/log'
import { type Certificates, prepareCertificates } from './certificates'
import { listen } from './listeners'

type Door = Parameters<typeof listen>[2]

describe('listeners', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-listeners-'))
  const config = { ...readConfig({ QUARTERDECK_DATA: folder }), port: 0, tlsPort: 0 }
  const ports = { config, log: createLog('silent') }
  let certificates: Certificates
  beforeAll(async () => {
    certificates = await prepareCertificates(config, new Date())
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const door = (request: Door['request']): Door => ({ request, upgrade: (_request, socket) => socket.destroy() })
  const quick = door(async (_request, response) => void response.end('ok'))

  it.each(['port', 'tlsPort'] as const)('close at once when a client of %s says nothing', async (name) => {
    const listeners = await listen(ports, certificates, quick)
    const client = connect({ port: listeners.bound[name], host: '127.0.0.1', allowHalfOpen: true })
    client.on('error', () => {})
    await new Promise<void>((resolve) => client.once('connect', resolve))
    const since = performance.now()
    await listeners.close()
    expect(performance.now() - since).toBeLessThan(4000)
    client.destroy()
  })

  it('let a request that they have taken come to its end', async () => {
    let answer = () => {}
    let taken = () => {}
    const came = new Promise<void>((resolve) => {
      taken = resolve
    })
    const slow = door(async (_request, response) => {
      answer = () => void response.end('whole')
      taken()
    })
    const listeners = await listen(ports, certificates, slow)
    const asked = fetch(`http://127.0.0.1:${listeners.bound.port}/`)
    await came
    const closed = listeners.close()
    answer()
    expect(await (await asked).text()).toBe('whole')
    await closed
  })

  it('say which setting to change when a port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const taken = { ...ports, config: { ...config, tlsPort: port } }
    await expect(listen(taken, certificates, quick)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program: set TLS_PORT`,
    )
    other.close()
  })
})
