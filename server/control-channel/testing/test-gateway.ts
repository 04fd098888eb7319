import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { testNode } from '#lib/api/testing/test-context'
import type { Ports } from '#lib/platform/context'
import type { NodeMessageManifest } from '#lib/platform/node-message'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Authenticate } from '../create-channel'
import { createControlChannelGateway, type ControlChannelGateway } from '../gateway'

export interface TestGateway {
  gateway: ControlChannelGateway
  port: number
  close(): Promise<void>
}

interface Options {
  handlers?: readonly NodeMessageManifest[]
  /** Without one, who asks stands in the header `x-node`. */
  authenticate?: Authenticate
}

/** A gateway on a real socket. */
export async function startGateway(ports: Ports, options: Options = {}): Promise<TestGateway> {
  const ending = new AbortController()
  const { handlers = [], authenticate = namedByHeader } = options
  const gateway = createControlChannelGateway({ ports, handlers, authenticate, refused() {}, signal: ending.signal })
  const server = createServer((request, response) => void gateway.handleCreate(request, response))
  server.on('upgrade', (request, socket, head) => void gateway.handleUpgrade(request, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    gateway,
    port: portOf(server),
    async close() {
      await gateway.close()
      ending.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const namedByHeader: Authenticate = async ({ headers }) => {
  const nodeId = headers['x-node']
  if (typeof nodeId !== 'string') throw new ApiError('UnrecognizedClientException', 'Nobody signed this.')
  return testNode(nodeId)
}

/** The guarantee of this cast: the server listens on TCP. */
function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
