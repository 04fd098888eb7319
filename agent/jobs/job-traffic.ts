import type { Connection } from '#agent/control-channel/connection'
import type { JobBoard } from '#agent/jobs/job-board'
import type { ReceivedJob } from '#agent/jobs/job-record'
import type { Link, Outbox } from '#agent/jobs/outbox'
import type { AgentLog } from '#agent/log'
import type { OutputStreams } from '#agent/output/output-streams'
import { type AgentMessage, jsonPayload } from '#lib/wire/agent-message'
import { jobAck, messageTypes, parseHello, parseJobReplyAck } from '#lib/wire/control-messages'
import { jobOutput, parseJobOutputAck } from '#lib/wire/job-output'

export interface JobTrafficOptions {
  board: JobBoard
  outbox: Outbox
  streams: OutputStreams
  log: AgentLog
}

/** A server of ours says hello at once; one that says nothing for this long is a stock one. */
const helloWithinMs = 2_000

type Handler = (message: AgentMessage, connection: Connection) => void

/** Between one connection after the other and the jobs, which know nothing of connections. */
export class JobTraffic {
  readonly #options: JobTrafficOptions
  #link: { canStream: boolean | undefined; send: Connection['send'] } | undefined
  #helloTimer: NodeJS.Timeout | undefined
  readonly #handlers: Readonly<Record<string, Handler>>

  constructor(options: JobTrafficOptions) {
    this.#options = options
    this.#handlers = {
      [messageTypes.job]: (message, connection) => void this.#takeJob(message, connection),
      [messageTypes.jobReplyAck]: (message) => this.#takeReplyAck(message),
      [messageTypes.jobOutputAck]: (message) => this.#takeOutputAck(message),
      [messageTypes.hello]: (message) => this.#takeHello(message),
    }
  }

  connected(connection: Connection): void {
    const link: Link & { canStream: boolean | undefined } = { canStream: undefined, send: (message) => connection.send(message) }
    this.#link = link
    this.#options.outbox.connect(link)
    this.#helloTimer = setTimeout(() => this.#settleStreaming(false), helloWithinMs)
    this.#helloTimer.unref()
  }

  disconnected(): void {
    clearTimeout(this.#helloTimer)
    this.#link = undefined
    this.#options.outbox.disconnect()
    this.#options.streams.disconnect()
  }

  receive(message: AgentMessage, connection: Connection): void {
    const handle = Object.hasOwn(this.#handlers, message.type) ? this.#handlers[message.type] : undefined
    if (handle) handle(message, connection)
    else this.#options.log.debug('a message of an unknown type was ignored', { type: message.type })
  }

  async #takeJob(message: AgentMessage, connection: Connection): Promise<void> {
    const received = readJob(message)
    if (!received) return this.#options.log.warn('a job without an id came and was ignored')
    const answer = await this.#options.board.receive(received)
    const { jobId } = received
    const createdDate = message.createdAt.toISOString()
    connection.send({
      type: messageTypes.jobAck,
      payload: jobAck({ jobId, acknowledgedMessageId: message.messageId, createdDate, ...answer }),
    })
    if (answer.statusCode !== '200')
      this.#options.log.warn('job not accepted', { job: jobId, code: answer.statusCode, reason: answer.errorMessage })
  }

  #takeReplyAck(message: AgentMessage): void {
    const ack = parseJobReplyAck(jsonPayload(message))
    if (ack) this.#options.outbox.acknowledge(ack.jobId, ack.acknowledgedMessageId)
  }

  #takeOutputAck(message: AgentMessage): void {
    const ack = parseJobOutputAck(jsonPayload(message))
    if (!ack) return
    this.#options.streams.acknowledge(ack)
    this.#options.outbox.flush()
  }

  #takeHello(message: AgentMessage): void {
    this.#settleStreaming(parseHello(jsonPayload(message))?.capabilities.includes('output-stream') ?? false)
  }

  #settleStreaming(canStream: boolean): void {
    clearTimeout(this.#helloTimer)
    const link = this.#link
    if (!link || link.canStream) return
    link.canStream = canStream
    if (canStream)
      this.#options.streams.connect((output) => link.send({ type: messageTypes.jobOutput, payload: jobOutput(output) }))
    this.#options.outbox.flush()
  }
}

/** What must be there to answer at all; the rest is judged later, so that it can be refused by name. */
function readJob(message: AgentMessage): ReceivedJob | undefined {
  const payload = jsonPayload(message)
  if (typeof payload !== 'object' || payload === null || !('JobId' in payload) || typeof payload.JobId !== 'string')
    return undefined
  const topic = 'Topic' in payload && typeof payload.Topic === 'string' ? payload.Topic : ''
  const content = 'Content' in payload && typeof payload.Content === 'string' ? payload.Content : ''
  return { jobId: payload.JobId, messageId: message.messageId, createdAt: message.createdAt.getTime(), topic, content }
}
