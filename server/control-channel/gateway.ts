/**
 * Control channels of agents, as the agent protocol has them:
 *
 *   POST /v1/control-channel/{node}  -> token -> WebSocket upgrade -> open frame with the token -> binary frames both ways
 *
 * A connection is `opening` until its token is used up, then `open`, then `closed`. The newest open one of a node is the node's;
 * the one before is closed here, or through the bus at the gateway that holds it.
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { closeChannelSubject, type NodeName } from '#lib/capabilities/nodes/index'
import type { Subscription } from '#lib/platform/bus/bus'
import { type Ctx, type Ports, systemContext } from '#lib/platform/context'
import type { NodeMessageManifest } from '#lib/platform/node-message'
import { ApiError } from '#lib/vocabulary/api-error'
import { createChannels } from './channels'
import { close, closeCodes, type Connection, terminate } from './connection'
import { type Authenticate, answerCreate, answerXml, authenticateNode, errorOf } from './create-channel'
import { createInbox } from './inbox'
import { createLease } from './lease'
import { gatewayLimits } from './limits'
import { createPresence } from './presence'
import { connectedType, createReceiver } from './receiver'
import { createWheel } from './wheel'

export interface ControlChannelGateway {
  handleCreate(request: IncomingMessage, response: ServerResponse): Promise<void>
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  /** Open control channels. */
  connections(): number
  close(): Promise<void>
}

export interface GatewayParts {
  ports: Ports
  handlers: readonly NodeMessageManifest[]
  authenticate: Authenticate
  signal: AbortSignal
}

export function createControlChannelGateway({ ports, handlers, authenticate, signal }: GatewayParts): ControlChannelGateway {
  const ctx = systemContext(ports, signal)
  const wheel = createWheel(ctx.clock)
  let commands: Subscription | undefined
  const lease = createLease(ctx, { taken: listen, lost: () => closeAll(closeCodes.goingAway, 'this gateway starts over') })
  const presence = createPresence(ctx, lease.id)
  const channels = createChannels(ctx, { presence, opened: raiseConnected })
  const inbox = createInbox(ctx, handlers, { send: channels.deliver, handled: () => receiver.resume() })
  const receiver = createReceiver(ctx, { inbox, open: channels.open })
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: gatewayLimits.frameBytes,
  })
  let sockets = 0
  let isClosing = false

  function listen(gatewayId: string): void {
    commands?.unsubscribe()
    const receive = (payload: Uint8Array) => channels.closeById(new TextDecoder().decode(payload))
    commands = ctx.bus.subscribe(closeChannelSubject(gatewayId), receive)
  }

  function raiseConnected({ accountId, nodeId, id: messageId }: Connection): void {
    if (!inbox.takes(connectedType)) return
    const message = { accountId, nodeId, messageId, createdAt: ctx.clock.now(), payload: {} }
    inbox.push({ type: connectedType, message, bytes: 0 })
  }

  function accept(node: NodeName, socket: WebSocket): void {
    sockets += 1
    const connection = channels.accept(node, socket)
    wheel.add(connection)
    const heard = () => {
      connection.heardAt = ctx.clock.now().getTime()
    }
    socket.on('message', (data, isBinary) => receiver.frame(connection, data, isBinary))
    socket.on('ping', heard)
    socket.on('pong', heard)
    socket.on('error', (cause) => terminate(connection, cause.message))
    socket.on('close', (code) => {
      sockets -= 1
      wheel.delete(connection)
      channels.ended(connection, code === 1006 ? 'the connection broke' : `closed by the agent (${code})`)
    })
  }

  function closeAll(code: number, reason: string): void {
    for (const connection of channels.all()) close(connection, code, reason)
  }

  return {
    async handleCreate(request, response) {
      try {
        await answerCreate({ authenticate, presence }, request, response)
      } catch (thrown) {
        const { status, xml } = told(ctx, thrown)
        answerXml(response, status, xml)
      }
    },
    async handleUpgrade(request, socket, head) {
      try {
        if (isClosing || sockets >= gatewayLimits.connections)
          throw new ApiError('ServiceUnavailable', 'No room: try again later.', 503)
        const node = await authenticateNode(authenticate, request, new Uint8Array())
        server.handleUpgrade(request, socket, head, (webSocket) => accept(node, webSocket))
      } catch (thrown) {
        const { status, xml } = told(ctx, thrown)
        refuseUpgrade(socket, status, xml)
      }
    },
    connections: channels.count,
    async close() {
      isClosing = true
      closeAll(closeCodes.goingAway, 'the server stops')
      await allClosed(ctx, channels.all)
      wheel.stop()
      await inbox.flush()
      await presence.flush()
      await lease.end()
      commands?.unsubscribe()
    },
  }
}

function told(ctx: Ctx, thrown: unknown): { status: number; xml: string } {
  const error = errorOf(thrown)
  if (error.isOurs) ctx.log.error({ cause: thrown }, 'a control channel request failed by a fault of ours')
  return error
}

function refuseUpgrade(socket: Duplex, status: number, xml: string): void {
  if (socket.destroyed) return
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`
  socket.end(
    `${head}\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(xml)}\r\n\r\n${xml}`,
  )
}

/** Sockets that do not finish the closing handshake in time are cut. */
async function allClosed(ctx: Ctx, all: () => Iterable<Connection>): Promise<void> {
  const left = [...all()]
  const gone = left.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve)))
  const timer = ctx.clock.after(gatewayLimits.closeSeconds * 1000, () => {
    for (const connection of left) terminate(connection, 'the server stops')
  })
  await Promise.all(gone)
  timer.cancel()
}
