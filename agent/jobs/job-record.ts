import type { StepResult } from '#agent/documents/step-result'

/** A job as it came: `content` is the JSON text of agent.md 8.1. */
export interface ReceivedJob {
  jobId: string
  messageId: string
  createdAt: number
  topic: string
  content: string
}

/** A reply as it is sent, the same bytes every time until the server has it. */
export interface StoredReply {
  messageId: string
  jobId: string
  createdAt: number
  payload: { readonly [key: string]: unknown }
  /** The step whose streamed output must have been sent before this reply. */
  streamedStep?: number
}

export type JobRecord =
  | { kind: 'accepted'; at: number; job: ReceivedJob }
  | { kind: 'remembered'; at: number; jobId: string }
  | { kind: 'cancel-requested'; at: number; jobId: string }
  | { kind: 'attempt'; at: number; jobId: string; step: number; attempt: number; isFirst: boolean }
  | { kind: 'step'; jobId: string; step: number; result: StepResult; reply?: StoredReply }
  | { kind: 'streaming'; jobId: string; step: number }
  | { kind: 'streamed'; jobId: string; step: number }
  | { kind: 'reply-acked'; jobId: string; messageId: string }
  | { kind: 'reply'; jobId: string; reply: StoredReply }
  | { kind: 'finished'; at: number; jobId: string; reply?: StoredReply }

const kinds: readonly string[] = [
  'accepted',
  'remembered',
  'cancel-requested',
  'attempt',
  'step',
  'streaming',
  'streamed',
  'reply',
  'reply-acked',
  'finished',
] satisfies readonly JobRecord['kind'][]

/** Lines of the journal are whole or unreadable, and only this agent writes them: a known kind vouches for the rest. */
export function parseJobRecord(value: unknown): JobRecord | undefined {
  const isRecord = typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(String(value.kind))
  return isRecord ? (value as JobRecord) : undefined
}
