import type { Ctx } from '#lib/platform/context'

const flushMilliseconds = 60
const largestText = 64 * 1024

interface Chunk {
  commandId: string
  nodeId: string
  step: string
  stream: string
  offset: number
  bytes: number
  text: string
}

/**
 * Command output for topics `output/{command}` and `output/{command}/{node}`: the first chunk at once, then at most sixteen
 * times a second, what continues a chunk joined to it. It is a hint: what is lost here is read by range.
 */
export function subscribeOutput(ctx: Ctx, topics: ReadonlySet<string>, send: (frame: string) => void): { stop(): void } {
  let waiting: Chunk[] = []
  /** Of each node, so that what it wrote to its two streams stays in order. */
  const last = new Map<string, Chunk>()
  let timer: NodeJS.Timeout | undefined
  let flushedAt = 0

  function flush(): void {
    timer = undefined
    flushedAt = performance.now()
    send(waiting.map((chunk) => `event: output\ndata: ${JSON.stringify(chunk)}\n\n`).join(''))
    waiting = []
    last.clear()
  }

  function receive(payload: Uint8Array): void {
    const chunk = JSON.parse(new TextDecoder().decode(payload)) as Chunk
    const before = last.get(chunk.nodeId)
    if (before && continues(before, chunk)) {
      before.text += chunk.text
      before.bytes += chunk.bytes
    } else {
      waiting.push(chunk)
      last.set(chunk.nodeId, chunk)
    }
    timer ??= setTimeout(flush, Math.max(0, flushMilliseconds - (performance.now() - flushedAt)))
  }

  const subscriptions = [...topics].flatMap((topic) => {
    const [kind, commandId, nodeId] = topic.split('/')
    if (kind !== 'output' || !commandId) return []
    return [ctx.bus.subscribe(`output.${commandId}.${nodeId ?? '>'}`, receive)]
  })
  return {
    stop() {
      clearTimeout(timer)
      for (const subscription of subscriptions) subscription.unsubscribe()
    },
  }
}

function continues(last: Chunk, next: Chunk): boolean {
  return (
    last.commandId === next.commandId &&
    last.step === next.step &&
    last.stream === next.stream &&
    last.offset + last.bytes === next.offset &&
    last.text.length + next.text.length <= largestText
  )
}
