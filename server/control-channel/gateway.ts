/**
 * Control channels of agents, as the agent protocol has them:
 *
 *   POST /v1/control-channel/{node}  -> token -> WebSocket upgrade -> open frame with the token -> binary frames both ways
 *
 * A connection is `opening` until its token is used up, then `open`, then `closed`. The newest open one of a node is the node's;
 * the one before is closed here, or through the bus at the gateway that holds it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { closeChannelSubject } from '#lib/capabilities/nodes/model/channel'
import type { Subscription } from '#lib/platform/bus/bus'
import { type Ctx, type Ports, systemContext } from '#lib/platform/context'
import type { NodeMessageManifest } from '#lib/platform/node-message'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { Channels } from './channels'
import { closeCodes, type Connection } from './connection'
import { type Authenticate, authenticateNode, createChannel } from './create-channel'
import { createInbox, type Inbox } from './inbox'
import { createLease } from './lease'
import { gatewayLimits } from './limits'
import { createPresence } from './presence'
import { connectedType, Receiver } from './receiver'
import { answerXml, refusalOf, refuseUpgrade } from './refusal'
import { createSockets } from './sockets'

export interface ControlChannelGateway {
  handleCreate(request: IncomingMessage, response: ServerResponse): Promise<void>
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  /** Open control channels. */
  connections(): number
  close(): Promise<void>
}

/** What a refused request was for. */
export type ChannelCall = 'CreateControlChannel' | 'OpenControlChannel'

export interface GatewayParts {
  ports: Ports
  handlers: readonly NodeMessageManifest[]
  authenticate: Authenticate
  /** Hears of every request that was refused, before it is answered. */
  refused(request: IncomingMessage, call: ChannelCall, failure: ApiError): void
  signal: AbortSignal
}

export function createControlChannelGateway({
  ports,
  handlers,
  authenticate,
  refused,
  signal,
}: GatewayParts): ControlChannelGateway {
  const ctx = systemContext(ports, signal)
  const { presence, channels, sockets, stop } = assemble(ctx, handlers)
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: gatewayLimits.frameBytes,
  })
  let isClosing = false
  const refuse = (request: IncomingMessage, call: ChannelCall, thrown: unknown) => {
    if (isApiError(thrown)) refused(request, call, thrown)
    return refusalOf(ctx, thrown)
  }

  return {
    async handleCreate(request, response) {
      try {
        answerXml(response, await createChannel({ authenticate, presence }, request))
      } catch (thrown) {
        answerXml(response, refuse(request, 'CreateControlChannel', thrown))
      }
    },
    async handleUpgrade(request, socket, head) {
      try {
        if (isClosing || sockets.count() >= ports.config.limits.connections) throw noRoom()
        const node = await authenticateNode(authenticate, request, Buffer.alloc(0))
        server.handleUpgrade(request, socket, head, (webSocket) => sockets.accept(node, webSocket))
      } catch (thrown) {
        refuseUpgrade(socket, refuse(request, 'OpenControlChannel', thrown))
      }
    },
    connections: () => channels.count,
    async close() {
      isClosing = true
      await stop()
    },
  }
}

function noRoom(): ApiError {
  return new ApiError('ServiceUnavailable', 'There is no room for another connection: try again later.', 503)
}

/** The parts know each other through functions that are called only after all of them are there. */
function assemble(ctx: Ctx, handlers: readonly NodeMessageManifest[]) {
  let orders: Subscription | undefined
  const lease = createLease(ctx, {
    taken(gatewayId) {
      orders?.unsubscribe()
      orders = takeOrders(ctx, gatewayId, channels)
    },
    lost: () => sockets.closeAll(closeCodes.goingAway, 'this gateway starts over'),
  })
  const presence = createPresence(ctx, lease.id)
  const channels = new Channels(ctx, {
    presence,
    opened(connection) {
      raiseConnected(ctx, inbox, connection)
      receiver.opened(connection)
    },
  })
  const inbox = createInbox(ctx, handlers, { send: (message) => channels.deliver(message), handled: () => receiver.resume() })
  const receiver = new Receiver(ctx, { inbox, open: (connection, words) => channels.open(connection, words) })
  const sockets = createSockets(ctx, { channels, receiver })

  async function stop(): Promise<void> {
    sockets.closeAll(closeCodes.goingAway, 'the server stops')
    await sockets.end()
    await inbox.flush()
    await presence.flush()
    lease.end()
    orders?.unsubscribe()
  }

  return { presence, channels, sockets, stop }
}

function takeOrders(ctx: Ctx, gatewayId: string, channels: Channels): Subscription {
  return ctx.bus.subscribe(closeChannelSubject(gatewayId), (payload) => channels.closeById(new TextDecoder().decode(payload)))
}

function raiseConnected(ctx: Ctx, inbox: Inbox, { accountId, nodeId, id: messageId }: Connection): void {
  if (!inbox.takes(connectedType)) return
  const message = { accountId, nodeId, messageId, createdAt: ctx.clock.now(), payload: {} }
  inbox.push({ type: connectedType, message, bytes: 0 })
}
