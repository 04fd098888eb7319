import { jobIdOf, parseJobAck, parseJobId as parseAnyJobId } from '#lib/wire/control-messages'
import { type OutputStream, parseJobOutput } from '#lib/wire/job-output'
import { parseJobReply, type ReplyStatus, type StepResult } from '#lib/wire/job-reply'

/** What an agent says about a job, in a form that can be stored. `undefined` means that it cannot be read. */

export interface JobId {
  commandId: string
  nodeId: string
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Only what Postgres takes as a uuid may reach a query. */
export function isCommandId(text: string): boolean {
  return uuidPattern.test(text)
}

export function parseJobId(text: string): JobId | undefined {
  const jobId = parseAnyJobId(text)
  return jobId && isCommandId(jobId.commandId) ? jobId : undefined
}

/**
 * A job that cancels carries the command's id with the version digit of a UUID changed, so that a repeated cancel is a duplicate
 * to the agent, and its acknowledgement names the command.
 */
export function cancelIdOf(commandId: string): string {
  return withVersion(commandId, '8')
}

export function cancelledBy(job: JobId): JobId | undefined {
  return job.commandId[14] === '8' ? { ...job, commandId: withVersion(job.commandId, '4') } : undefined
}

function withVersion(uuid: string, version: string): string {
  return `${uuid.slice(0, 14)}${version}${uuid.slice(15)}`
}

export interface AckReport {
  job: JobId
  code: string
  message: string
}

export function readAck(payload: unknown): AckReport | undefined {
  const ack = parseJobAck(payload)
  const job = ack && parseJobId(ack.jobId)
  return ack && job && { job, code: ack.statusCode, message: storable(ack.errorMessage, 500) }
}

export interface StepReport {
  step: string
  plugin: string
  status: ReplyStatus
  code: number
  startedAt: Date | undefined
  endedAt: Date | undefined
  output: string
  standardOutput: string
  standardError: string
}

export interface JobReport {
  job: JobId
  status: ReplyStatus
  trace: string
  steps: readonly StepReport[]
}

export function readReply(payload: unknown): JobReport | undefined {
  const reply = parseJobReply(payload)
  const job = reply && parseJobId(reply.jobId)
  if (!reply || !job) return undefined
  const steps = [...reply.steps].filter(([name]) => name.length > 0).map(([name, step]) => stepReport(name, step))
  return { job, status: reply.documentStatus, trace: storable(reply.documentTraceOutput, 2_500), steps }
}

/** A little above what agents cut at, so that their marker survives. */
const streamLimit = 24_200
const combinedLimit = 2_600

function stepReport(name: string, step: StepResult): StepReport {
  return {
    step: storable(name, 256),
    plugin: storable(step.action, 128),
    status: step.status,
    code: Math.abs(step.code) < 2 ** 31 ? step.code : -1,
    startedAt: step.startedAt,
    endedAt: step.endedAt,
    output: storable(step.output, combinedLimit),
    standardOutput: storable(step.standardOutput, streamLimit),
    standardError: storable(step.standardError, streamLimit),
  }
}

export interface OutputChunk {
  job: JobId
  step: string
  stream: OutputStream
  /** Bytes from the beginning of the stream. */
  offset: number
  text: string
  final: boolean
}

export function readOutput(payload: unknown): OutputChunk | undefined {
  const output = parseJobOutput(payload)
  const job = output && parseJobId(output.jobId)
  if (!output || !job || output.step.length === 0) return undefined
  return { ...output, job, step: storable(output.step, 256) }
}

/** Ranks for merging: a report never replaces one of a higher rank, nor a final one. */
export function stepRank(status: ReplyStatus): number {
  switch (status) {
    case 'NotStarted':
      return 0
    case 'InProgress':
      return 1
    case 'SuccessAndReboot':
    case 'PassedAndReboot':
      return 2
    case 'Success':
    case 'Failed':
    case 'Cancelled':
    case 'TimedOut':
    case 'Skipped':
      return finalRank
  }
}

export const finalRank = 3

/** Postgres has no NUL in text, and UTF-8 no lone surrogates. */
function storable(text: string, limit: number): string {
  return text.slice(0, limit).replace(/\0|\p{Surrogate}/gu, '\uFFFD')
}

export const formatJobId = ({ commandId, nodeId }: JobId): string => jobIdOf(commandId, nodeId)
