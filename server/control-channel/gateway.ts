/**
 * Control channels of agents, as protocols/agent.md section 7 has them:
 *
 *   POST /v1/control-channel/{node}  -> token -> WebSocket upgrade -> open frame with the token -> binary frames both ways
 *
 * A connection is `opening` until its token is used up, then `open`, then `closed`. The newest open one of a node is the node's;
 * the one before is closed here, or through the bus at the gateway that holds it.
 */
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { nodeHasher } from '#lib/api/node-hasher'
import { closeChannelSubject } from '#lib/capabilities/nodes/index'
import type { Subscription } from '#lib/platform/bus/bus'
import { type Ports, systemContext } from '#lib/platform/context'
import { type NodeMessageManifest, nodeSubject, type OutgoingMessage } from '#lib/platform/node-message'
import { encodeJsonMessage } from '#lib/wire/agent-message'
import { ApiError } from '#lib/vocabulary/api-error'
import { close, closeCodes, type Connection, send, terminate } from './connection'
import { type Authenticate, answerCreate, answerXml, authenticateNode, errorOf } from './create-channel'
import { createInbox } from './inbox'
import { createLease } from './lease'
import { gatewayLimits } from './limits'
import { createPresence } from './presence'
import { createReceiver } from './receiver'
import { createWheel } from './wheel'

export interface ControlChannelGateway {
  handleCreate(request: IncomingMessage, response: ServerResponse): Promise<void>
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  /** Open control channels. */
  connections(): number
  close(): Promise<void>
}

interface Parts {
  ports: Ports
  handlers: readonly NodeMessageManifest[]
  authenticate: Authenticate
  signal: AbortSignal
}
