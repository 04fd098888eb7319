import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import type { Config } from '#lib/platform/config'
import type { Certificates } from './certificates'
import { StartProblem } from './database'
import type { createFrontDoor } from './front-door'

export interface Listeners {
  bound: { port: number; tlsPort: number }
  close(): Promise<void>
}

/** Slow and half-open clients are cut off; agents keep idle connections for more than a minute. */
const limits = { requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 75_000, connectionsCheckingInterval: 5000 }

export async function listen(
  config: Config,
  certificates: Certificates,
  door: ReturnType<typeof createFrontDoor>,
): Promise<Listeners> {
  const onRequest: RequestListener = (request, response) => void door.request(request, response)
  const { cert, key } = certificates
  const servers = [
    createHttp(limits, onRequest),
    createHttps({ ...limits, cert, key, minVersion: 'TLSv1.2' }, onRequest),
  ] as const
  for (const server of servers) {
    server.on('upgrade', (request, socket: Duplex, head) => door.upgrade(request, socket, head))
    server.on('clientError', (_failure, socket) => socket.destroy())
  }
  const { host, port, tlsPort } = config
  await bind(servers[0], { host, port, setting: 'PORT' })
  await bind(servers[1], { host, port: tlsPort, setting: 'TLS_PORT' })
  return {
    bound: { port: portOf(servers[0]), tlsPort: portOf(servers[1]) },
    async close() {
      await Promise.all(servers.map((server) => closeServer(server)))
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

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
