/** As many connections as the fleet has, to the bare server, with a ping every 54 s. */
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { WebSocket } from 'ws'
import { createGate } from '../../server/fleet/gate'
import { settingsOf } from './processes'

export interface BareClientSettings {
  port: number
  ca: string
  connections: number
}

const { port, ca, connections } = settingsOf<BareClientSettings>()
const secureContext = createSecureContext({ ca: readFileSync(ca) })
const gate = createGate(50)

function open(): Promise<void> {
  const options = { perMessageDeflate: false, secureContext }
  const socket = new WebSocket(`wss://localhost:${port}/`, options)
  setInterval(() => socket.ping('keepalive'), 54_000)
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
}

await Promise.all(Array.from({ length: connections }, () => gate.run(open)))
process.stdout.write('connected\n')
