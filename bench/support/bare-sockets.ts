/** The peer of idle nodes: a TLS server with `ws`, which keeps connections and does nothing else. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { WebSocketServer } from 'ws'
import { settingsOf } from './processes'

export interface BareSettings {
  port: number
  cert: string
  key: string
}

const { port, cert, key } = settingsOf<BareSettings>()
const server = createServer({ cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' })
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
let open = 0
sockets.on('connection', (socket) => {
  open += 1
  socket.on('error', () => socket.terminate())
  socket.on('message', () => {})
  process.stdout.write(`open ${open}\n`)
})
server.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'))
