import type { NodeMessage } from '#lib/platform/node-message'
import { gatewayLimits } from './limits'

export interface Arrival {
  type: string
  message: NodeMessage
  bytes: number
}

/** What a batch takes of one node. */
interface Turn {
  queue: readonly Arrival[]
  count: number
  bytes: number
}

/** Messages of many nodes, each node's in its order. A take goes round the nodes, one message of each at a time. */
export class WaitingLine {
  /** The nodes in the order of their turns. */
  readonly #byNode = new Map<string, Arrival[]>()
  /** Waiting or taken. */
  readonly #bytesByNode = new Map<string, number>()
  #bytes = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  bytes(nodeId?: string): number {
    return nodeId === undefined ? this.#bytes : (this.#bytesByNode.get(nodeId) ?? 0)
  }

  push(arrival: Arrival): void {
    const { nodeId } = arrival.message
    const queue = this.#byNode.get(nodeId)
    if (queue) queue.push(arrival)
    else this.#byNode.set(nodeId, [arrival])
    this.#length += 1
    this.#count(nodeId, arrival.bytes)
  }

  /** One batch's worth, at least one message; nodes that had their turn come last the next time. */
  take(): readonly Arrival[] {
    const arrivals: Arrival[] = []
    const { messagesPerBatch, bytesPerBatch, nodeBytesPerBatch } = gatewayLimits
    let bytes = 0
    let turns: Turn[] = [...this.#byNode.values()].map((queue) => ({ queue, count: 0, bytes: 0 }))
    const begun = turns
    while (turns.length > 0) {
      const again: Turn[] = []
      for (const turn of turns) {
        const next = turn.queue[turn.count]
        if (!next || (turn.count > 0 && turn.bytes + next.bytes > nodeBytesPerBatch)) continue
        const isFull = arrivals.length >= messagesPerBatch || bytes + next.bytes > bytesPerBatch
        if (isFull && arrivals.length > 0) return this.#without(arrivals, begun)
        arrivals.push(next)
        bytes += next.bytes
        turn.count += 1
        turn.bytes += next.bytes
        again.push(turn)
      }
      turns = again
    }
    return this.#without(arrivals, begun)
  }

  /** They are handled. */
  release(arrivals: readonly Arrival[]): void {
    for (const { message, bytes } of arrivals) this.#count(message.nodeId, -bytes)
  }

  #without(arrivals: readonly Arrival[], turns: readonly Turn[]): readonly Arrival[] {
    for (const { queue, count } of turns) {
      const nodeId = queue[0]?.message.nodeId
      if (nodeId === undefined || count === 0) continue
      this.#byNode.delete(nodeId)
      const rest = queue.slice(count)
      if (rest.length > 0) this.#byNode.set(nodeId, rest)
    }
    this.#length -= arrivals.length
    return arrivals
  }

  #count(nodeId: string, bytes: number): void {
    const now = (this.#bytesByNode.get(nodeId) ?? 0) + bytes
    this.#bytes += bytes
    if (now > 0) this.#bytesByNode.set(nodeId, now)
    else this.#bytesByNode.delete(nodeId)
  }
}
