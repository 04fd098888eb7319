import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { runCommandMessages } from '#lib/capabilities/run-command/agent-messages'
import { type ControlChannelGateway, createControlChannelGateway, type GatewayParts } from './control-channel/gateway'
import type { Authenticate } from './control-channel/create-channel'
import { signedByNode } from './control-channel/signed-by-node'
import type { Api } from '#lib/api/api'
import { clientOf } from '#lib/api/client'
import { createRefusedCalls } from '#lib/api/refused-calls'
import type { Caller } from '#lib/platform/context'
import type { Services } from './services'

export interface Channels {
  create(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  count(): number
  close(): Promise<void>
}

const service = 'ssmmessages'

/** The gateway role: everything below `/v1/`. */
export function openChannels({ api, keys, system }: Services): Channels {
  const gateway: ControlChannelGateway = createControlChannelGateway({
    ports: api.ports,
    handlers: [runCommandMessages],
    ...audited(api, signedByNode(api.ports, keys)),
    signal: system.signal,
  })
  return {
    create: (request, response) => gateway.handleCreate(request, response),
    upgrade: (request, socket, head) => void gateway.handleUpgrade(request, socket, head),
    count: () => gateway.connections(),
    close: () => gateway.close(),
  }
}

/** Refusals of this door are recorded like those of the API's. A server that is full says so in its figures, not in the trail. */
function audited(api: Api, sign: Authenticate): { authenticate: Authenticate; refused: GatewayParts['refused'] } {
  const records = createRefusedCalls(api.ports, api.observers.audit)
  const callers = new WeakMap<IncomingMessage, Caller>()
  return {
    async authenticate(request, body) {
      const caller = await sign(request, body)
      callers.set(request, caller)
      return caller
    },
    refused(request, name, failure) {
      api.observers.measure({ service, operation: name, result: failure.code, seconds: 0 })
      if (failure.status > 403) return
      const call = { operation: { name, access: 'write' as const }, service, client: clientOf(request), failure }
      const { authorization } = request.headers
      records.add({ ...call, authorization, caller: callers.get(request), requestId: crypto.randomUUID() })
    },
  }
}
