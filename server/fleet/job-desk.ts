import { createHash } from 'node:crypto'
import { decodeAgentMessage, jsonPayload, type AgentMessage } from '#lib/wire/agent-message'
import { jobAck, messageTypes, parseAgentJob, parseHello, parseJobReplyAck, type AgentJob } from '#lib/wire/control-messages'
import { parseJobOutputAck } from '#lib/wire/job-output'
import type { Machine } from './machine'
import { type JobNode, type SendMessage, SimulatedJob } from './simulated-job'

interface Desk {
  nodeId: string
  name: string
  address: string
  machine: Machine
  failPercent: number
}

const keptRuns = 200
const accepted = { statusCode: '200', errorMessage: 'Successful' }
const duplicate = { statusCode: '51405', errorMessage: 'DuplicateCommand' }
const unreadable = { statusCode: '51408', errorMessage: 'AgentJobMessageParseError' }

/** The jobs of one node, and what comes and goes about them on its connection. A job id is never run twice. */
export class JobDesk {
  readonly #desk: Desk
  #jobs: Map<string, SimulatedJob> | undefined
  #send: SendMessage | undefined
  #canStream = false

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** How often the job of this command was begun here. */
  runsOf(commandId: string): number {
    return this.#jobs?.get(`aws.ssm.${commandId}.${this.#desk.nodeId}`)?.runs ?? 0
  }

  /** Jobs go on when the server has said hello, which tells whether it takes streams. */
  connected(send: SendMessage): void {
    this.#send = send
  }

  disconnected(): void {
    this.#send = undefined
    for (const job of this.#jobs?.values() ?? []) job.disconnect()
  }

  stop(): void {
    for (const job of this.#jobs?.values() ?? []) job.cancel()
  }

  receive(frame: Buffer): void {
    const decoded = decodeAgentMessage(frame)
    if (decoded.kind === 'malformed') return
    const { message } = decoded
    switch (message.type) {
      case messageTypes.hello:
        return this.#takeHello(message)
      case messageTypes.job:
        return this.#takeJob(message)
      case messageTypes.jobReplyAck:
        return this.#takeReplyAck(message)
      case messageTypes.jobOutputAck:
        return this.#takeOutputAck(message)
      default:
        return
    }
  }

  #takeHello(message: AgentMessage): void {
    this.#canStream = parseHello(jsonPayload(message))?.capabilities.includes('output-stream') ?? false
    const send = this.#send
    if (send) for (const job of this.#jobs?.values() ?? []) job.connect(send, this.#canStream)
  }

  #takeJob(message: AgentMessage): void {
    const payload = jsonPayload(message)
    const job = parseAgentJob(payload)
    const answer = job ? this.#accept(job) : unreadable
    const jobId = job?.jobId ?? String((payload as { JobId?: unknown } | undefined)?.JobId)
    const acknowledged = { acknowledgedMessageId: message.messageId, createdDate: message.createdAt.toISOString() }
    this.#send?.(messageTypes.jobAck, jobAck({ jobId, ...acknowledged, ...answer }))
    if (job?.kind === 'run' && answer === accepted) this.#begin(job)
  }

  #accept(job: AgentJob): typeof accepted {
    if (job.kind === 'run') return this.#jobs?.has(job.jobId) ? duplicate : accepted
    this.#jobs?.get(job.cancelJobId)?.cancel()
    return accepted
  }

  #begin(job: Extract<AgentJob, { kind: 'run' }>): void {
    const jobs = (this.#jobs ??= new Map<string, SimulatedJob>())
    const begun = new SimulatedJob(this.#node(), job)
    jobs.set(job.jobId, begun)
    if (this.#send) begun.connect(this.#send, this.#canStream)
    void begun.run()
    this.#forget(jobs)
  }

  #forget(jobs: Map<string, SimulatedJob>): void {
    for (const [jobId, job] of jobs) {
      if (jobs.size <= keptRuns) return
      if (job.isSettled) jobs.delete(jobId)
    }
  }

  #takeReplyAck(message: AgentMessage): void {
    const ack = parseJobReplyAck(jsonPayload(message))
    if (ack) this.#jobs?.get(ack.jobId)?.takeReplyAck(ack.acknowledgedMessageId)
  }

  #takeOutputAck(message: AgentMessage): void {
    const ack = parseJobOutputAck(jsonPayload(message))
    if (ack) this.#jobs?.get(ack.jobId)?.takeOutputAck(ack)
  }

  #node(): JobNode {
    const { nodeId, name, address, machine, failPercent } = this.#desk
    return { name, address, ...machine, fails: (commandId) => isAmong(`${commandId} ${nodeId}`, failPercent) }
  }
}

/** The same answer for the same text, true for about `percent` of all texts. */
function isAmong(text: string, percent: number): boolean {
  return percent > 0 && createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32 < percent / 100
}
