import type { Ctx } from '#lib/platform/context'
import type { OutputStream } from '#lib/wire/job-output'
import type { StoredInvocation } from '../store/invocations'
import { findStream, type StoredStream } from '../store/outputs'
import { listPlugins } from '../store/plugins'
import { isStepEnded } from '../wire'
import { readBytes } from './read-output'

/** The text of one stream of one step, wherever it is: streamed, or told in the reply. */
export interface StepOutput {
  step: string
  stream: OutputStream
  totalBytes: number
  /** No more will come. */
  isComplete: boolean
  isTruncated: boolean
  read(range: { start: number; end: number }): Promise<Uint8Array>
}

export interface StepStream {
  step: string
  stream: OutputStream
}

export async function findStepOutput(ctx: Ctx, invocation: StoredInvocation, of: StepStream): Promise<StepOutput> {
  const streamed = await findStream(ctx, { commandId: invocation.commandId, nodeId: invocation.nodeId, ...of })
  return streamed ? outputOfStream(ctx, streamed) : outputOfReply(ctx, invocation, of)
}

function outputOfStream(ctx: Ctx, streamed: StoredStream): StepOutput {
  return {
    step: streamed.step,
    stream: streamed.stream,
    totalBytes: streamed.stored,
    isComplete: streamed.final,
    isTruncated: streamed.truncated,
    read: (range) => readBytes(ctx, streamed, range),
  }
}

const agentMarker = '--output truncated--'

async function outputOfReply(ctx: Ctx, invocation: StoredInvocation, { step: name, stream }: StepStream): Promise<StepOutput> {
  const reported = await listPlugins(ctx, invocation.commandId, invocation.nodeId)
  const step = reported.find((report) => report.step === name)
  const text = (stream === 'stdout' ? step?.standardOutput : step?.standardError) ?? ''
  const bytes = new TextEncoder().encode(text)
  return {
    step: name,
    stream,
    totalBytes: bytes.length,
    isComplete: invocation.stage === 'ended' || (step !== undefined && isStepEnded(step)),
    isTruncated: text.trimEnd().endsWith(agentMarker),
    read: async ({ start, end }) => bytes.subarray(start, end),
  }
}
