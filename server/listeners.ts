import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Ports } from '#lib/platform/context'
import type { Certificates } from './certificates'
import { StartProblem } from './database'
import type { createFrontDoor } from './front-door'

export interface Listeners {
  bound: { port: number; tlsPort: number }
  close(): Promise<void>
}

/** How long requests that are under way may still take when the server stops; then also silent connections are cut. */
const graceMilliseconds = 2000

/** Slow and half-open clients are cut off; agents keep idle connections for more than a minute. */
const limits = { requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 75_000, connectionsCheckingInterval: 5000 }

export async function listen(
  { config, log }: Pick<Ports, 'config' | 'log'>,
  certificates: Certificates,
  door: ReturnType<typeof createFrontDoor>,
): Promise<Listeners> {
  const onRequest: RequestListener = (request, response) => void door.request(request, response)
  const { cert, key } = certificates
  const servers = [
    createHttp(limits, onRequest),
    createHttps({ ...limits, cert, key, minVersion: 'TLSv1.2' }, onRequest),
  ] as const
  const sockets = new Set<Socket>()
  for (const server of servers) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    server.on('upgrade', (request, socket: Duplex, head) => door.upgrade(request, socket, head))
    server.on('clientError', (_failure, socket) => socket.destroy())
  }
  const { host, port, tlsPort } = config
  await bind(servers[0], { host, port, setting: 'PORT' })
  await bind(servers[1], { host, port: tlsPort, setting: 'TLS_PORT' })
  // Such as too many open files: it passes, and must not end the process.
  for (const server of servers) server.on('error', (cause) => log.error({ cause }, 'a connection could not be accepted'))
  return {
    bound: { port: portOf(servers[0]), tlsPort: portOf(servers[1]) },
    async close() {
      const late = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMilliseconds)
      await Promise.all(servers.map((server) => closeServer(server)))
      clearTimeout(late)
    },
  }
}

interface Place {
  host: string
  port: number
  /** The setting that the port comes from. */
  setting: string
}

function bind(server: Server, place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (failure: NodeJS.ErrnoException) => reject(explain(failure, place)))
    server.listen(place.port, place.host, () => resolve())
  })
}

function explain(failure: NodeJS.ErrnoException, { host, port, setting }: Place): Error {
  if (failure.code === 'EADDRINUSE')
    return new StartProblem(`Port ${port} on ${host} is taken by another program: set ${setting} to a free one.`)
  if (failure.code === 'EACCES')
    return new StartProblem(`Port ${port} needs rights that this user does not have: set ${setting} to one above 1023.`)
  if (failure.code === 'EADDRNOTAVAIL') return new StartProblem(`HOST is ${host}, which is not an address of this machine.`)
  return failure
}

/** Takes no more, and waits for what was taken. A connection that has got its answer is idle, and is closed as well. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearInterval(idle)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
