import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { Caller, Ports } from '#lib/platform/context'
import type { NodeMessageManifest } from '#lib/platform/node-message'
import { ApiError } from '#lib/vocabulary/api-error'
import { createControlChannelGateway, type ControlChannelGateway } from '../gateway'

export interface TestGateway {
  gateway: ControlChannelGateway
  port: number
  close(): Promise<void>
}

/** A gateway on a real socket. Who asks stands in the header `x-node` instead of a signature. */
export async function startGateway(ports: Ports, handlers: readonly NodeMessageManifest[] = []): Promise<TestGateway> {
  const ending = new AbortController()
  const authenticate = async (request: { headers: { [name: string]: unknown } }): Promise<Caller> => {
    const nodeId = request.headers['x-node']
    if (typeof nodeId !== 'string') throw new ApiError('UnrecognizedClientException', 'Nobody signed this.')
    return { kind: 'node', nodeId, accountId: ports.config.accountId, sourceIp: '127.0.0.1', userAgent: 'agent' }
  }
  const gateway = createControlChannelGateway({ ports, handlers, authenticate, signal: ending.signal })
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

/** The guarantee of this cast: the server listens on TCP. */
function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
