import { parseJson } from './aws-json'
import { parseOrNothing } from './control-messages'
import { integer, map, ownShape, structure, text } from './own-shape'

/** `agent_job_reply`: progress and results of a job. Replies overtake each other; `dateTime` orders them. */
export const replyStatuses = [
  'NotStarted',
  'InProgress',
  'Success',
  'Failed',
  'Cancelled',
  'TimedOut',
  'Skipped',
  'SuccessAndReboot',
  'PassedAndReboot',
] as const
export type ReplyStatus = (typeof replyStatuses)[number]

export interface StepResult {
  status: ReplyStatus
  code: number
  /** The action, such as `aws:runShellScript`. */
  action: string
  output: string
  standardOutput: string
  standardError: string
  startedAt: Date | undefined
  endedAt: Date | undefined
}

export interface JobReply {
  jobId: string
  documentStatus: ReplyStatus
  documentTraceOutput: string
  at: Date | undefined
  agent: { name: string; version: string }
  /** By step name; for documents of schema 1.2 by action. */
  steps: ReadonlyMap<string, StepResult>
}

/** Final for the document: nothing follows but late steps. `SuccessAndReboot` runs on after the restart. */
export function isFinalReply(status: ReplyStatus): boolean {
  return status === 'Success' || status === 'Failed' || status === 'Cancelled' || status === 'TimedOut'
}

const envelopeShape = ownShape<{ jobId: string; content: string }>(
  'JobReply',
  structure({ jobId: text({ required: true, max: 256 }), content: text({ required: true, printed: true }) }),
)

interface WireStep {
  status: ReplyStatus
  code?: number
  name?: string
  output?: string
  standardOutput?: string
  standardError?: string
  startDateTime?: string
  endDateTime?: string
}

interface WireContent {
  documentStatus: ReplyStatus
  documentTraceOutput?: string
  additionalInfo?: { dateTime?: string; agent?: { name?: string; ver?: string } }
  runtimeStatus?: { [step: string]: WireStep }
}

const printed = text({ printed: true })
const contentShape = ownShape<WireContent>(
  'JobReplyContent',
  structure({
    documentStatus: text({ required: true, oneOf: replyStatuses }),
    documentTraceOutput: printed,
    additionalInfo: structure({ dateTime: printed, agent: structure({ name: printed, ver: printed }) }),
    runtimeStatus: map(
      structure({
        status: text({ required: true, oneOf: replyStatuses }),
        code: integer({ long: true }),
        name: printed,
        output: printed,
        standardOutput: printed,
        standardError: printed,
        startDateTime: printed,
        endDateTime: printed,
      }),
      { max: 1000, key: text({ max: 256 }) },
    ),
  }),
)

export function parseJobReply(payload: unknown): JobReply | undefined {
  const envelope = parseOrNothing(envelopeShape, payload)
  const json = envelope && parseJson(envelope.content)
  const content = json?.kind === 'parsed' ? parseOrNothing(contentShape, json.value) : undefined
  if (!envelope || !content) return undefined
  const { additionalInfo = {}, runtimeStatus = {} } = content
  return {
    jobId: envelope.jobId,
    documentStatus: content.documentStatus,
    documentTraceOutput: content.documentTraceOutput ?? '',
    at: timeOf(additionalInfo.dateTime),
    agent: { name: additionalInfo.agent?.name ?? '', version: additionalInfo.agent?.ver ?? '' },
    steps: new Map(Object.entries(runtimeStatus).map(([name, step]) => [name, stepOf(step)])),
  }
}

function stepOf(step: WireStep): StepResult {
  const { status, code = 0, name = '', output = '', standardOutput = '', standardError = '' } = step
  const times = { startedAt: timeOf(step.startDateTime), endedAt: timeOf(step.endDateTime) }
  return { status, code, action: name, output, standardOutput, standardError, ...times }
}

/** Go prints the zero time for what has not happened. */
function timeOf(printedTime: string | undefined): Date | undefined {
  const milliseconds = Date.parse(printedTime ?? '')
  const plausible = milliseconds > Date.UTC(1980) && milliseconds < Date.UTC(9999)
  return plausible ? new Date(milliseconds) : undefined
}

export function jobReply(reply: JobReply, agentPlatform: { os: string; osver: string }): { readonly [key: string]: unknown } {
  const counts: { [status: string]: number } = {}
  for (const step of reply.steps.values()) counts[step.status] = (counts[step.status] ?? 0) + 1
  const content = {
    additionalInfo: {
      agent: { lang: 'en-US', name: reply.agent.name, ver: reply.agent.version, ...agentPlatform },
      dateTime: reply.at?.toISOString() ?? '',
      runId: '',
      runtimeStatusCounts: counts,
    },
    documentStatus: reply.documentStatus,
    documentTraceOutput: reply.documentTraceOutput,
    runtimeStatus: Object.fromEntries([...reply.steps].map(([name, step]) => [name, wireStep(step)])),
  }
  return { schemaVersion: 1, jobId: reply.jobId, content: JSON.stringify(content), topic: 'aws.ssm.sendCommand' }
}

function wireStep(step: StepResult): object {
  const { action, startedAt, endedAt, ...rest } = step
  const times = { startDateTime: startedAt?.toISOString() ?? '', endDateTime: endedAt?.toISOString() ?? '' }
  return { ...rest, ...times, name: action, outputS3BucketName: '', outputS3KeyPrefix: '', stepName: '' }
}

const precedence: readonly ReplyStatus[] = [
  'SuccessAndReboot',
  'Failed',
  'TimedOut',
  'Cancelled',
  'Success',
  'InProgress',
  'NotStarted',
]

/** The document's status from those of its steps; a skipped step counts as a success. */
export function documentStatusOf(steps: readonly ReplyStatus[]): ReplyStatus {
  const counted = new Set<ReplyStatus>(
    steps.map((status) => (status === 'Skipped' || status === 'PassedAndReboot' ? 'Success' : status)),
  )
  return precedence.find((status) => counted.has(status)) ?? 'Success'
}
