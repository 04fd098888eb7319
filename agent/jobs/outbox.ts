import type { Outgoing } from '#agent/control-channel/connection'
import type { JobLedger } from '#agent/jobs/job-ledger'
import type { StoredReply } from '#agent/jobs/job-record'
import type { OutputStreams } from '#agent/output/output-streams'
import { messageTypes } from '#lib/wire/control-messages'

/** What the outbox and the streams see of a connection. */
export interface Link {
  send(message: Outgoing): void
  /** `undefined` until the server had time to say whether it takes output streams. */
  readonly canStream: boolean | undefined
}

const lookEveryMs = 10_000
const resendAfterMs = 30_000
const resendAtMostEveryMs = 5 * 60_000

/*
 * Replies wait in the journal until the server acknowledges them. On a connection each is sent once, in the order of its job,
 * and again when the acknowledgement does not come; on a new connection all that are left are sent anew, with the same ids.
 */
export class Outbox {
  readonly #ledger: JobLedger
  readonly #streams: OutputStreams
  readonly #sent = new Map<string, { at: number; times: number }>()
  #link: Link | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(ledger: JobLedger, streams: OutputStreams) {
    this.#ledger = ledger
    this.#streams = streams
  }

  connect(link: Link): void {
    this.#link = link
    this.#sent.clear()
    this.flush()
  }

  disconnect(): void {
    this.#link = undefined
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Sends what may be sent now. */
  flush(): void {
    if (!this.#link) return
    let isWaiting = false
    for (const { replies } of this.#ledger.openJobs()) {
      isWaiting ||= replies.size > 0
      for (const reply of replies.values()) {
        if (!this.#mayGo(reply, this.#link)) break
        this.#sendIfDue(reply, this.#link)
      }
    }
    this.#watch(isWaiting)
  }

  /** Progress that is worth nothing later: sent when there is a connection, and forgotten. */
  announce(payload: Outgoing['payload']): void {
    this.#link?.send({ type: messageTypes.jobReply, payload })
  }

  acknowledge(jobId: string, messageId: string): void {
    const reply = this.#ledger.find(jobId)?.replies.get(messageId)
    this.#sent.delete(messageId)
    this.#ledger.acknowledgeReply(jobId, messageId)
    if (reply?.streamedStep !== undefined) this.#streams.settle(jobId, reply.streamedStep, this.#link?.canStream === true)
  }

  #mayGo(reply: StoredReply, link: Link): boolean {
    if (reply.streamedStep === undefined) return true
    return link.canStream !== undefined && this.#streams.mayReply(reply.jobId, reply.streamedStep, link.canStream)
  }

  #sendIfDue(reply: StoredReply, link: Link): void {
    const earlier = this.#sent.get(reply.messageId)
    const now = performance.now()
    const wait = Math.min(resendAtMostEveryMs, resendAfterMs * 2 ** ((earlier?.times ?? 1) - 1))
    if (earlier && now - earlier.at < wait) return
    this.#sent.set(reply.messageId, { at: now, times: (earlier?.times ?? 0) + 1 })
    const { messageId, createdAt, payload } = reply
    link.send({ type: messageTypes.jobReply, payload, messageId, createdAt: new Date(createdAt) })
  }

  #watch(isWaiting: boolean): void {
    if (isWaiting === (this.#timer !== undefined)) return
    clearInterval(this.#timer)
    this.#timer = isWaiting ? setInterval(() => this.flush(), lookEveryMs) : undefined
  }
}
