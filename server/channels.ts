import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { runCommandMessages } from '#lib/capabilities/run-command/agent-messages'
import { type ControlChannelGateway, createControlChannelGateway } from './control-channel/gateway'
import { signedByNode } from './control-channel/signed-by-node'
import type { Services } from './services'

export interface Channels {
  create(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  count(): number
  close(): Promise<void>
}

/** The gateway role: everything below `/v1/`. */
export function openChannels({ api, keys, system }: Services): Channels {
  const gateway: ControlChannelGateway = createControlChannelGateway({
    ports: api.ports,
    handlers: [runCommandMessages],
    authenticate: signedByNode(api.ports, keys),
    signal: system.signal,
  })
  return {
    create: (request, response) => gateway.handleCreate(request, response),
    upgrade: (request, socket, head) => void gateway.handleUpgrade(request, socket, head),
    count: () => gateway.connections(),
    close: () => gateway.close(),
  }
}
