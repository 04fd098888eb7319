import { isApiError } from './api-error'
import { parseJson } from './aws-json'
import { document, integer, list, ownShape, structure, text } from './own-shape'
import type { Shape } from './shape'

/**
 * What the control channel carries, except `agent_job_reply` (see `job-reply`). Builders make payloads, parsers turn what came
 * over the wire into typed values, or `undefined` when it cannot be read.
 */
export const messageTypes = {
  job: 'agent_job',
  jobAck: 'agent_job_ack',
  jobReply: 'agent_job_reply',
  jobReplyAck: 'agent_job_reply_ack',
  jobOutput: 'agent_job_output',
  jobOutputAck: 'agent_job_output_ack',
  hello: 'quarterdeck_hello',
} as const

type Payload = { readonly [key: string]: unknown }

/** Extensions of the stock protocol: named by our agent in its first frame, confirmed by `quarterdeck_hello`. */
export const capabilities = ['output-stream', 'full-output'] as const
export type Capability = (typeof capabilities)[number]

export interface OpenFrame {
  tokenValue: string
  agentVersion: string
  platformType: string
  capabilities: readonly Capability[]
}

const openFrameShape = ownShape<{ TokenValue: string; AgentVersion?: string; PlatformType?: string; Capabilities?: string[] }>(
  'OpenFrame',
  structure({
    TokenValue: text({ required: true, max: 4096, secret: true }),
    AgentVersion: text({ max: 64 }),
    PlatformType: text({ max: 64 }),
    Capabilities: list(text({ max: 64 }), { max: 32 }),
  }),
)

/** The first frame of an agent, a text frame. */
export function parseOpenFrame(frame: string): OpenFrame | undefined {
  const json = parseJson(frame)
  const read = json.kind === 'parsed' ? parseOrNothing(openFrameShape, json.value) : undefined
  if (!read) return undefined
  const { TokenValue, AgentVersion = '', PlatformType = '', Capabilities = [] } = read
  return { tokenValue: TokenValue, agentVersion: AgentVersion, platformType: PlatformType, capabilities: known(Capabilities) }
}

export function openFrame(frame: OpenFrame & { requestId: string }): string {
  return JSON.stringify({
    Cookie: null,
    MessageSchemaVersion: '1.0',
    RequestId: frame.requestId,
    TokenValue: frame.tokenValue,
    AgentVersion: frame.agentVersion,
    PlatformType: frame.platformType,
    Capabilities: frame.capabilities,
  })
}

export interface Hello {
  capabilities: readonly Capability[]
  serverTime: number
}

const helloShape = ownShape<{ capabilities: string[]; serverTime: number }>(
  'Hello',
  structure({
    capabilities: list(text({ max: 64 }), { required: true, max: 32 }),
    serverTime: integer({ required: true, long: true }),
  }),
)

export const hello = (message: Hello): Payload => ({ ...message })

export function parseHello(payload: unknown): Hello | undefined {
  const read = parseOrNothing(helloShape, payload)
  return read && { capabilities: known(read.capabilities), serverTime: read.serverTime }
}

/** `aws.ssm.<command id>.<node id>`. */
export function jobIdOf(commandId: string, nodeId: string): string {
  return `aws.ssm.${commandId}.${nodeId}`
}

export function parseJobId(jobId: string): { commandId: string; nodeId: string } | undefined {
  const found = /^aws\.ssm\.([0-9a-f-]{36})\.(m?i-[0-9a-f]{8,17})$/.exec(jobId)
  return found?.[1] && found[2] ? { commandId: found[1], nodeId: found[2] } : undefined
}

/** What a run job carries; the agent substitutes `{{ }}` itself, so the document is whole. */
export interface JobContent {
  Parameters: Payload
  DocumentContent: Payload
  CommandId: string
  DocumentName: string
  OutputS3BucketName: string
  OutputS3KeyPrefix: string
  CloudWatchLogGroupName: string
  CloudWatchOutputEnabled: 'true' | 'false'
}

export type AgentJob =
  | { kind: 'run'; jobId: string; commandId: string; nodeId: string; content: JobContent }
  | { kind: 'cancel'; jobId: string; commandId: string; nodeId: string; cancelJobId: string }

export function runJob(nodeId: string, content: JobContent): Payload {
  return jobPayload(jobIdOf(content.CommandId, nodeId), `aws.ssm.sendCommand.${nodeId}`, content)
}

/** `cancelId` is a fresh UUID: a cancellation is a job of its own. */
export function cancelJob(nodeId: string, cancelId: string, cancelledCommandId: string): Payload {
  const content = { CancelMessageId: jobIdOf(cancelledCommandId, nodeId) }
  return jobPayload(jobIdOf(cancelId, nodeId), `aws.ssm.cancelCommand.${nodeId}`, content)
}

function jobPayload(jobId: string, topic: string, content: object): Payload {
  return { SchemaVersion: 1, JobId: jobId, Topic: topic, Content: JSON.stringify(content) }
}

const jobShape = ownShape<{ JobId: string; Topic: string; Content: string }>(
  'AgentJob',
  structure({
    JobId: text({ required: true, max: 256 }),
    Topic: text({ required: true, max: 256 }),
    Content: text({ required: true }),
  }),
)

const runShape = ownShape<
  Partial<Omit<JobContent, 'Parameters' | 'DocumentContent'>> & { Parameters?: unknown; DocumentContent: unknown }
>(
  'JobContent',
  structure({
    Parameters: document(),
    DocumentContent: document({ required: true }),
    CommandId: text({ max: 64 }),
    DocumentName: text({ max: 1024 }),
    OutputS3BucketName: text({ max: 64 }),
    OutputS3KeyPrefix: text({ max: 1024 }),
    CloudWatchLogGroupName: text({ max: 1024 }),
    CloudWatchOutputEnabled: text({ oneOf: ['true', 'false'] }),
  }),
)

const cancelShape = ownShape<{ CancelMessageId: string }>(
  'CancelContent',
  structure({ CancelMessageId: text({ required: true, max: 256 }) }),
)

export function parseAgentJob(payload: unknown): AgentJob | undefined {
  const job = parseOrNothing(jobShape, payload)
  const id = job && parseJobId(job.JobId)
  const json = job && parseJson(job.Content)
  if (!job || !id || json?.kind !== 'parsed') return undefined
  if (job.Topic.startsWith('aws.ssm.cancelCommand')) {
    const cancel = parseOrNothing(cancelShape, json.value)
    return cancel && { kind: 'cancel', jobId: job.JobId, ...id, cancelJobId: cancel.CancelMessageId }
  }
  const content = job.Topic.startsWith('aws.ssm.sendCommand') ? parseContent(json.value, id.commandId) : undefined
  return content && { kind: 'run', jobId: job.JobId, ...id, content }
}

function parseContent(value: unknown, commandId: string): JobContent | undefined {
  const read = parseOrNothing(runShape, value)
  if (!read || !isObject(read.DocumentContent)) return undefined
  const { Parameters = {} } = read
  if (!isObject(Parameters)) return undefined
  return {
    CommandId: commandId,
    DocumentName: '',
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    CloudWatchLogGroupName: '',
    CloudWatchOutputEnabled: 'false',
    ...read,
    Parameters,
    DocumentContent: read.DocumentContent,
  }
}

export interface JobAck {
  jobId: string
  acknowledgedMessageId: string
  createdDate: string
  /** '200', or one of 51401 to 51499. */
  statusCode: string
  errorMessage: string
}

const jobAckShape = ownShape<JobAck>(
  'JobAck',
  structure({
    jobId: text({ required: true, max: 256 }),
    acknowledgedMessageId: text({ required: true, max: 64 }),
    createdDate: text({ required: true, max: 64 }),
    statusCode: text({ required: true, max: 16 }),
    errorMessage: text({ required: true, printed: true }),
  }),
)

export const jobAck = (ack: JobAck): Payload => ({ ...ack })
export const parseJobAck = (payload: unknown): JobAck | undefined => parseOrNothing(jobAckShape, payload)

/** What the code of a job's acknowledgement asks of the server. */
export function jobAckMeaning(statusCode: string): 'accepted' | 'redeliver' | 'failed' {
  // 51405: the agent knows this job already.
  if (statusCode === '200' || statusCode === '51405') return 'accepted'
  return statusCode === '51401' || statusCode === '51402' ? 'redeliver' : 'failed'
}

export interface JobReplyAck {
  jobId: string
  acknowledgedMessageId: string
}

const jobReplyAckShape = ownShape<JobReplyAck>(
  'JobReplyAck',
  structure({ jobId: text({ required: true, max: 256 }), acknowledgedMessageId: text({ required: true, max: 64 }) }),
)

export const jobReplyAck = (ack: JobReplyAck): Payload => ({ ...ack })
export const parseJobReplyAck = (payload: unknown): JobReplyAck | undefined => parseOrNothing(jobReplyAckShape, payload)

/** `undefined` for what the shape refuses. */
export function parseOrNothing<I>(shape: Shape<I>, value: unknown): I | undefined {
  try {
    return shape.parse(value)
  } catch (thrown) {
    if (isApiError(thrown)) return undefined
    throw thrown
  }
}

function known(names: readonly string[]): readonly Capability[] {
  return capabilities.filter((name) => names.includes(name))
}

function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
