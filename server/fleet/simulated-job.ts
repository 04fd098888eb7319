import { randomUUID } from 'node:crypto'
import { DocumentProblem, prepareDocument } from '#agent/documents/prepare-document'
import type { DocumentStep, RunnableDocument } from '#agent/documents/document-step'
import { applyModifiers, decideStep } from '#agent/documents/flow'
import { statusOfDocument, type StepResult } from '#agent/documents/step-result'
import { combineStreams, outputLimits, truncateStream } from '#agent/output/truncate'
import { knownActions, plugins } from '#agent/plugins/manifest'
import { parseScriptInputs } from '#agent/plugins/script-inputs'
import { agentName, agentVersion } from '#agent/version'
import type { AgentJob } from '#lib/wire/control-messages'
import { messageTypes } from '#lib/wire/control-messages'
import { jobOutput, type JobOutputAck } from '#lib/wire/job-output'
import { jobReply, type ReplyStatus, type StepResult as ReportedStep } from '#lib/wire/job-reply'
import type { Machine } from './machine'
import type { OutputPipe } from './output-pipe'
import { type Act, readScript, type ScriptedNode } from './script'
import { type StepEnd, StepPlay } from './step-play'

type Payload = { readonly [key: string]: unknown }
export type SendMessage = (type: string, payload: Payload, messageId?: string) => void

export interface JobNode extends ScriptedNode {
  platformType: Machine['platformType']
  /** Whether this job is one of those that fail. */
  fails(commandId: string): boolean
}

interface WaitingReply {
  payload: Payload
  /** Its output goes first. */
  play: StepPlay | undefined
  isSent: boolean
}

const progressAfterMilliseconds = 20
const nothing = { standardOutput: '', standardError: '' }

/**
 * One job: walked by the same rules as on a real agent (`#agent/documents`), with scripted answers in place of processes.
 * Replies and output stay here until the server has acknowledged them.
 */
export class SimulatedJob {
  /** How often it was begun: never more than once. */
  runs = 0
  readonly #node: JobNode
  readonly #job: Extract<AgentJob, { kind: 'run' }>
  readonly #cancellation = new AbortController()
  readonly #replies = new Map<string, WaitingReply>()
  readonly #pipes: OutputPipe[] = []
  #link: { send: SendMessage; canStream: boolean } | undefined
  #isDone = false

  constructor(node: JobNode, job: Extract<AgentJob, { kind: 'run' }>) {
    this.#node = node
    this.#job = job
  }

  /** Nothing of it is of interest any more, but that it was run. */
  get isSettled(): boolean {
    return this.#isDone && this.#replies.size === 0
  }

  async run(): Promise<void> {
    this.runs += 1
    const progress = setTimeout(() => this.#reply({ status: 'InProgress', steps: new Map() }), progressAfterMilliseconds)
    try {
      await this.#walk(prepareDocument(this.#job.content))
    } catch (thrown) {
      if (!(thrown instanceof DocumentProblem)) throw thrown
      this.#reply({ status: 'Failed', steps: new Map(), trace: thrown.message })
    } finally {
      clearTimeout(progress)
      this.#isDone = true
    }
  }

  cancel(): void {
    this.#cancellation.abort()
  }

  /** Everything that was not acknowledged goes out again, output before replies. */
  connect(send: SendMessage, canStream: boolean): void {
    this.#link = { send, canStream }
    if (canStream) for (const pipe of this.#pipes) this.#connectPipe(pipe, send)
    this.#sendReplies()
  }

  disconnect(): void {
    this.#link = undefined
    for (const reply of this.#replies.values()) reply.isSent = false
    for (const pipe of this.#pipes) pipe.disconnect()
  }

  takeReplyAck(messageId: string): void {
    this.#replies.delete(messageId)
  }

  takeOutputAck({ step, stream, offset }: JobOutputAck): void {
    this.#pipes.find(({ key }) => key.step === step && key.stream === stream)?.acknowledge(offset)
    this.#sendReplies()
  }

  async #walk(document: RunnableDocument): Promise<void> {
    const results: StepResult[] = []
    const isAlone = document.steps.length === 1
    const told = new Map<string, ReportedStep>()
    let lastPlay: StepPlay | undefined
    for (const step of document.steps) {
      const { reported, play } = await this.#walkStep(document, step, results)
      lastPlay = play
      if (isAlone) told.set(step.name, reported)
      else this.#reply({ status: 'InProgress', steps: new Map([[step.name, reported]]), play })
    }
    this.#reply({ status: statusOfDocument(results), steps: told, play: lastPlay })
  }

  async #walkStep(document: RunnableDocument, step: DocumentStep, results: StepResult[]) {
    const startedAt = Date.now()
    const facts = { platform: this.#node.platformType, plugins, knownActions }
    const decision = decideStep(document, results, facts)
    let play: StepPlay | undefined
    let end: StepEnd & { message?: string }
    if (decision.kind === 'run') {
      play = this.#playOf(step)
      end = await play.perform(this.#actsOf(step))
    } else
      end = {
        status: decision.kind === 'skip' ? 'Skipped' : 'Failed',
        code: Number(decision.kind === 'fail'),
        ...nothing,
        message: decision.message,
      }
    const times = { startedAt, endedAt: Date.now() }
    const { result, notes } = applyModifiers(step, { status: end.status, code: end.code, ...times })
    results.push(result)
    const standardOutput = end.standardOutput + (notes.output ?? '')
    const standardError = end.standardError + (notes.error ?? '') + (end.status === 'Failed' ? (end.message ?? '') : '')
    return { reported: reportOf(step, result, { standardOutput, standardError }), play }
  }

  #playOf(step: DocumentStep): StepPlay {
    const stage = { jobId: this.#job.jobId, step: step.name, cancelled: this.#cancellation.signal }
    return new StepPlay({ ...stage, openPipe: (pipe) => this.#openPipe(pipe) })
  }

  #openPipe(pipe: OutputPipe): boolean {
    if (this.#link && !this.#link.canStream) return false
    this.#pipes.push(pipe)
    if (this.#link) this.#connectPipe(pipe, this.#link.send)
    return true
  }

  #connectPipe(pipe: OutputPipe, send: SendMessage): void {
    pipe.connect((output) => send(messageTypes.jobOutput, jobOutput(output)))
  }

  #actsOf({ inputs }: DocumentStep): readonly Act[] {
    if (!this.#node.fails(this.#job.commandId)) return readScript(parseScriptInputs(inputs).lines, this.#node)
    return [
      { kind: 'print', stream: 'stderr', text: `${this.#node.name}: scripted failure\n` },
      { kind: 'exit', code: 1 },
    ]
  }

  #reply(reply: {
    status: ReplyStatus
    steps: ReadonlyMap<string, ReportedStep>
    trace?: string
    play?: StepPlay | undefined
  }): void {
    const agent = { name: agentName, version: agentVersion }
    const { jobId } = this.#job
    const payload = jobReply(
      { jobId, documentStatus: reply.status, documentTraceOutput: reply.trace ?? '', at: new Date(), agent, steps: reply.steps },
      { os: this.#node.platformType.toLowerCase(), osver: '1' },
    )
    this.#replies.set(randomUUID(), { payload, play: reply.play, isSent: false })
    this.#sendReplies()
  }

  #sendReplies(): void {
    if (!this.#link) return
    const { send, canStream } = this.#link
    for (const [messageId, reply] of this.#replies) {
      if (reply.isSent || (canStream && reply.play?.isSent === false)) continue
      reply.isSent = true
      send(messageTypes.jobReply, reply.payload, messageId)
    }
  }
}

function reportOf(
  step: DocumentStep,
  { status, code, startedAt, endedAt }: StepResult,
  { standardOutput, standardError }: Pick<StepEnd, 'standardOutput' | 'standardError'>,
): ReportedStep {
  return {
    status,
    code,
    action: step.action,
    output: combineStreams(standardOutput.slice(0, 4 * outputLimits.output), standardError, outputLimits.output),
    standardOutput: truncateStream(standardOutput, outputLimits.standardOutput),
    standardError: truncateStream(standardError, outputLimits.standardError),
    startedAt: new Date(startedAt),
    endedAt: new Date(endedAt),
  }
}
