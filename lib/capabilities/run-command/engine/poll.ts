import type { Ctx } from '#lib/platform/context'
import { nodeSubject } from '#lib/platform/node-message'
import { decodeAgentMessage, jsonPayload } from '#lib/wire/agent-message'
import { messageTypes } from '#lib/wire/control-messages'
import { wakeNodes } from './advance'
import { waitingSubject } from './publish'

/** A job as the older transport carries it. */
export interface PolledJob {
  jobId: string
  topic: string
  content: string
  createdAt: Date
}

const holdMs = 15_000

/**
 * Holds the request of a node that polls until there is a job for it. While it waits it counts as present, and its jobs go over
 * the bus as they do to a control channel; one that is lost on the way is sent again like any other.
 */
export async function pollJobs(ctx: Ctx, nodeId: string): Promise<readonly PolledJob[]> {
  const jobs: PolledJob[] = []
  const bell = new Bell(ctx)
  const subscriptions = [
    ctx.bus.subscribe(nodeSubject(nodeId), (frame) => {
      const job = jobIn(frame)
      if (!job) return
      jobs.push(job)
      bell.ring()
    }),
    ctx.bus.subscribe(waitingSubject(nodeId), () => bell.ring()),
  ]
  try {
    const until = ctx.clock.now().getTime() + holdMs
    while (jobs.length === 0 && !ctx.signal.aborted && ctx.clock.now().getTime() < until) {
      await wakeNodes(ctx, [nodeId], { isPresent: true, resend: false })
      // What that has sent is still on its way here, and would miss an answer that leaves now.
      await ctx.bus.flush()
      if (jobs.length === 0) await bell.wait(until - ctx.clock.now().getTime())
    }
    return jobs
  } finally {
    for (const subscription of subscriptions) subscription.unsubscribe()
  }
}

function jobIn(frame: Uint8Array): PolledJob | undefined {
  const decoded = decodeAgentMessage(frame)
  if (decoded.kind !== 'message' || decoded.message.type !== messageTypes.job) return undefined
  const payload = jsonPayload(decoded.message)
  const { JobId, Topic, Content } = (payload ?? {}) as { JobId?: unknown; Topic?: unknown; Content?: unknown }
  if (typeof JobId !== 'string' || typeof Topic !== 'string' || typeof Content !== 'string') return undefined
  return { jobId: JobId, topic: Topic, content: Content, createdAt: decoded.message.createdAt }
}

/** Rung before somebody waits, it is not lost. */
class Bell {
  private isRung = false
  private wake: (() => void) | undefined

  constructor(private readonly ctx: Ctx) {}

  ring(): void {
    this.isRung = true
    this.wake?.()
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.isRung) await this.untilRung(milliseconds)
    this.isRung = false
  }

  private async untilRung(milliseconds: number): Promise<void> {
    const { signal, clock } = this.ctx
    await new Promise<void>((resolve) => {
      const wake = () => {
        timer.cancel()
        signal.removeEventListener('abort', wake)
        this.wake = undefined
        resolve()
      }
      const timer = clock.after(milliseconds, wake)
      this.wake = wake
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
