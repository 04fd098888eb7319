/** What an agent says about a job, parsed from untrusted JSON. `undefined` means that it cannot be read. */

export type StepStatus = 'NotStarted' | 'InProgress' | 'Success' | 'Failed' | 'Cancelled' | 'TimedOut' | 'Skipped' | 'SuccessAndReboot' | 'PassedAndReboot'

const stepStatuses: ReadonlySet<string> = new Set<StepStatus>([
  'NotStarted',
  'InProgress',
  'Success',
  'Failed',
  'Cancelled',
  'TimedOut',
  'Skipped',
  'SuccessAndReboot',
  'PassedAndReboot',
])

export interface JobId {
  commandId: string
  nodeId: string
}

const jobIdPattern = /^aws\.ssm\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(m?i-[0-9a-z]{8,17})$/

export function formatJobId({ commandId, nodeId }: JobId): string {
  return `aws.ssm.${commandId}.${nodeId}`
}

export function parseJobId(text: unknown): JobId | undefined {
  const match = typeof text === 'string' ? jobIdPattern.exec(text) : undefined
  return match?.[1] && match[2] ? { commandId: match[1], nodeId: match[2] } : undefined
}

export interface AckReport {
  jobId: JobId
  code: string
  message: string
}

export function parseAck(payload: unknown): AckReport | undefined {
  const record = recordOf(payload)
  const jobId = parseJobId(record?.['jobId'])
  if (!record || !jobId) return undefined
  return { jobId, code: textOf(record['statusCode'], 20) || '200', message: textOf(record['errorMessage'], 500) }
}

export interface StepReport {
  step: string
  plugin: string
  status: StepStatus
  code: number
  startedAt: Date | undefined
  endedAt: Date | undefined
  output: string
  standardOutput: string
  standardError: string
}

export interface JobReport {
  jobId: JobId
  status: StepStatus
  trace: string
  steps: readonly StepReport[]
}

export function parseReply(payload: unknown): JobReport | undefined {
  const record = recordOf(payload)
  const jobId = parseJobId(record?.['jobId'])
  const content = recordOf(parseJson(record?.['content']))
  if (!jobId || !content) return undefined
  const steps = Object.entries(recordOf(content['runtimeStatus']) ?? {})
  return {
    jobId,
    status: statusOf(content['documentStatus']),
    trace: textOf(content['documentTraceOutput'], 2_500),
    steps: steps.slice(0, stepsPerReply).flatMap(([step, value]) => parseStep(step, value) ?? []),
  }
}

const stepsPerReply = 200
/** A little above what agents cut at, so that their marker survives. */
const streamLimit = 24_200
const combinedLimit = 2_600

function parseStep(step: string, value: unknown): StepReport | undefined {
  const record = recordOf(value)
  if (!record || step.length === 0 || step.length > 256) return undefined
  return {
    step: clean(step),
    plugin: textOf(record['name'], 128),
    status: statusOf(record['status']),
    code: integerOf(record['code']),
    startedAt: dateOf(record['startDateTime']),
    endedAt: dateOf(record['endDateTime']),
    output: textOf(record['output'], combinedLimit),
    standardOutput: textOf(record['standardOutput'], streamLimit),
    standardError: textOf(record['standardError'], streamLimit),
  }
}

export type OutputStream = 'stdout' | 'stderr'

export interface OutputChunk {
  jobId: JobId
  step: string
  stream: OutputStream
  /** Bytes from the beginning of the stream. */
  offset: number
  text: string
  final: boolean
}

export function parseOutput(payload: unknown): OutputChunk | undefined {
  const record = recordOf(payload)
  const jobId = parseJobId(record?.['jobId'])
  if (!record || !jobId) return undefined
  const { step, stream, offset, text, final } = record
  if (typeof step !== 'string' || step.length === 0 || step.length > 256) return undefined
  if (stream !== 'stdout' && stream !== 'stderr') return undefined
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) return undefined
  if (typeof text !== 'string') return undefined
  return { jobId, step: clean(step), stream, offset, text, final: final === true }
}

/** Ranks for merging: a report never replaces one of a higher rank, nor a final one. */
export function stepRank(status: StepStatus): number {
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

function statusOf(value: unknown): StepStatus {
  return typeof value === 'string' && stepStatuses.has(value) ? (value as StepStatus) : 'InProgress'
}

type JsonRecord = { readonly [key: string]: unknown }

function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOf(value: unknown, limit: number): string {
  return typeof value === 'string' ? clean(value.length > limit ? value.slice(0, limit) : value) : ''
}

/** Postgres has no NUL in text, and UTF-8 no lone surrogates. */
function clean(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\uFFFD')
}

function integerOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : -1
}

/** Go's zero time means that it has not happened. */
function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value.startsWith('0001-')) return undefined
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}
