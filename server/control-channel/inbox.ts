/**
 * What agents send, on its way to the handlers: collected for 10 ms, ordered into batches of one type, handed over one batch
 * after the other. Two messages of one node are never handled in another order than the one they came in. Nodes take turns:
 * one that sends much waits for itself, not the others for it.
 */
import type { Ctx } from '#lib/platform/context'
import type { NodeMessage, NodeMessageHandler, NodeMessageManifest, OutgoingMessage } from '#lib/platform/node-message'
import { gatewayLimits } from './limits'
import { createPace } from './pace'
import { type Arrival, WaitingLine } from './waiting-line'

export interface Inbox {
  /** True for types that some capability handles. */
  takes(type: string): boolean
  push(arrival: Arrival): void
  /** Bytes that wait or are being handled: of one node, or of all. */
  waitingBytes(nodeId?: string): number
  flush(): Promise<void>
}

interface Outlets {
  send(message: OutgoingMessage): void
  /** Called after each batch: there may be room again. */
  handled(): void
}

type Handlers = ReadonlyMap<string, readonly NodeMessageHandler[]>

export function createInbox(ctx: Ctx, manifests: readonly NodeMessageManifest[], outlets: Outlets): Inbox {
  const handlers = handlersByType(manifests)
  const waiting = new WaitingLine()
  const pace = createPace(ctx.clock)
  let isScheduled = false
  let running: Promise<void> = Promise.resolve()

  function answer(answers: readonly OutgoingMessage[]): void {
    const patient = answers.filter(({ mayWait }) => mayWait)
    const wait = patient.length === 0 ? 0 : pace.next(patient.length)
    for (const message of wait === 0 ? answers : answers.filter(({ mayWait }) => !mayWait)) outlets.send(message)
    if (wait > 0) ctx.clock.after(wait, () => patient.forEach((message) => outlets.send(message)))
  }

  async function drain(): Promise<void> {
    isScheduled = false
    while (waiting.length > 0) {
      const taken = waiting.take()
      for (const batch of batchesOf(taken)) answer(await handleBatch(ctx, { handlers, batch }))
      waiting.release(taken)
      outlets.handled()
    }
  }

  function flush(): Promise<void> {
    running = running.then(drain)
    return running
  }

  return {
    takes: (type) => handlers.has(type),
    push(arrival) {
      waiting.push(arrival)
      if (isScheduled) return
      isScheduled = true
      ctx.clock.after(gatewayLimits.tickMilliseconds, () => void flush())
    },
    waitingBytes: (nodeId) => waiting.bytes(nodeId),
    flush,
  }
}

function handlersByType(manifests: readonly NodeMessageManifest[]): Handlers {
  const handlers = new Map<string, NodeMessageHandler[]>()
  for (const [type, handler] of manifests.flatMap((manifest) => Object.entries(manifest))) {
    handlers.set(type, [...(handlers.get(type) ?? []), handler])
  }
  return handlers
}

interface Batch {
  type: string
  messages: NodeMessage[]
}

/** As few batches of one type each as the order of every node's own messages allows. */
export function batchesOf(arrivals: readonly Arrival[]): readonly Batch[] {
  const batches: Batch[] = []
  const latestOfNode = new Map<string, number>()
  for (const { type, message } of arrivals) {
    const from = latestOfNode.get(message.nodeId) ?? 0
    const found = batches.findIndex((batch, index) => index >= from && batch.type === type)
    const at = found < 0 ? batches.push({ type, messages: [] }) - 1 : found
    batches[at]?.messages.push(message)
    latestOfNode.set(message.nodeId, at)
  }
  return batches
}

interface Work {
  handlers: Handlers
  batch: Batch
}

/** What fails stays unacknowledged, and agents send it again; it never reaches the socket. */
async function handleBatch(ctx: Ctx, { handlers, batch }: Work): Promise<readonly OutgoingMessage[]> {
  const answers: OutgoingMessage[] = []
  for (const handle of handlers.get(batch.type) ?? []) {
    const tries = { left: gatewayLimits.triesPerBatch }
    answers.push(...(await handleApart(ctx, { type: batch.type, handle, messages: batch.messages, tries })))
  }
  return answers
}

interface Attempt {
  type: string
  handle: NodeMessageHandler
  messages: readonly NodeMessage[]
  tries: { left: number }
}

/** A batch that fails is halved until the message that it fails by stands alone. */
async function handleApart(ctx: Ctx, attempt: Attempt): Promise<readonly OutgoingMessage[]> {
  const { type, handle, messages, tries } = attempt
  tries.left -= 1
  try {
    return await handle(ctx, messages)
  } catch (cause) {
    const middle = Math.ceil(messages.length / 2)
    if (messages.length <= 1 || tries.left <= 0) {
      ctx.log.error(
        { cause, type, nodeId: messages[0]?.nodeId, messages: messages.length },
        'messages of nodes could not be handled',
      )
      return []
    }
    const first = await handleApart(ctx, { ...attempt, messages: messages.slice(0, middle) })
    return [...first, ...(await handleApart(ctx, { ...attempt, messages: messages.slice(middle) }))]
  }
}
