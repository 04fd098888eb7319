import type { Ctx } from '#lib/platform/context'

/** One message that a node sent on its control channel, or by the polling fallback, after parsing. */
export interface NodeMessage {
  accountId: string
  nodeId: string
  /** UUID of the AgentMessage; resent messages keep it. */
  messageId: string
  createdAt: Date
  /** Parsed JSON, untrusted: the handler parses it further and drops what it cannot read, with a log line. */
  payload: unknown
}

export interface OutgoingMessage {
  nodeId: string
  type: string
  payload: { readonly [key: string]: unknown }
  /** Under load it is held back for a moment, because the node sends more at once when it is answered less often. */
  mayWait?: true
}

/**
 * Handles a batch in order, in its own transaction(s); the result is sent after the handler resolves.
 * It must be idempotent: an agent sends again what was not acknowledged. A throw leaves the batch unacknowledged.
 */
export type NodeMessageHandler = (ctx: Ctx, messages: readonly NodeMessage[]) => Promise<readonly OutgoingMessage[]>

/** Keys are AgentMessage types, plus `node_connected` (payload `{}`), which the gateway raises when a control channel opens. */
export type NodeMessageManifest = { readonly [type: string]: NodeMessageHandler }

/** Bus subject whose payload is one encoded AgentMessage for the node; the gateway that holds its socket writes it. */
export const nodeSubject = (nodeId: string): string => `node.${nodeId}.frame`
