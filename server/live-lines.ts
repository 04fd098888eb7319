import { lastLine } from '#lib/capabilities/run-command/model/last-line'
import type { Ctx } from '#lib/platform/context'

const everyMilliseconds = 300

interface Said {
  commandId: string
  nodeId: string
  text: string
}

/**
 * Topic `lines/{command}`: what each node said last, sampled three times a second, so that a list of a thousand nodes that all print
 * can be followed without their whole output.
 */
export function subscribeLines(ctx: Ctx, topics: ReadonlySet<string>, send: (frame: string) => void): { stop(): void } {
  const owned = [...topics].flatMap((topic) => {
    const [kind, commandId] = topic.split('/')
    return kind === 'lines' && commandId ? [follow(ctx, commandId, send)] : []
  })
  return { stop: () => owned.forEach((part) => part.stop()) }
}

function follow(ctx: Ctx, commandId: string, send: (frame: string) => void): { stop(): void } {
  const texts = new Map<string, string>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    const lines: Record<string, string> = {}
    for (const [nodeId, text] of texts) {
      const line = lastLine(text)
      if (line !== '') lines[nodeId] = line
    }
    texts.clear()
    send(`event: lines\ndata: ${JSON.stringify({ commandId, lines })}\n\n`)
  }

  const subscription = ctx.bus.subscribe(`output.${commandId}.>`, (payload) => {
    const { nodeId, text } = JSON.parse(new TextDecoder().decode(payload)) as Said
    if (text.trim() !== '') texts.set(nodeId, text)
    timer ??= setTimeout(flush, everyMilliseconds)
  })
  return {
    stop() {
      clearTimeout(timer)
      subscription.unsubscribe()
    },
  }
}
