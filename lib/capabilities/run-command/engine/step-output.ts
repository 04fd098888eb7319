import type { Ctx } from '#lib/platform/context'
import type { OutputStream } from '#lib/wire/job-output'
import type { StoredInvocation } from '../store/invocations'
import { findStream, findStreams, type StoredStream, type StreamKey } from '../store/outputs'
import { listPlugins, listPluginsOf, type ReportedStep } from '../store/plugins'
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

/** The same for many, in the order asked for, with a bounded number of statements before anything is read. */
export async function findStepOutputs(
  ctx: Ctx,
  asked: readonly { invocation: StoredInvocation; of: StepStream }[],
): Promise<readonly StepOutput[]> {
  const keys = asked.map(({ invocation: { commandId, nodeId }, of }) => ({ commandId, nodeId, ...of }))
  const streamed = new Map((await findStreams(ctx, keys)).map((stream) => [nameOf(stream), stream]))
  const replied = asked.filter((_, at) => !streamed.has(nameOf(keys[at])))
  const reports = await listPluginsOf(
    ctx,
    replied.map(({ invocation }) => invocation),
  )
  return asked.map(({ invocation, of }, at) => {
    const stream = streamed.get(nameOf(keys[at]))
    return stream ? outputOfStream(ctx, stream) : outputOfReports(reports, invocation, of)
  })
}

function nameOf(key: StreamKey | undefined): string {
  return key ? `${key.nodeId} ${key.stream} ${key.step}` : ''
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

async function outputOfReply(ctx: Ctx, invocation: StoredInvocation, of: StepStream): Promise<StepOutput> {
  return outputOfReports(await listPlugins(ctx, invocation.commandId, invocation.nodeId), invocation, of)
}

function outputOfReports(
  reports: readonly ReportedStep[],
  invocation: StoredInvocation,
  { step: name, stream }: StepStream,
): StepOutput {
  const step = reports.find((report) => report.step === name && report.nodeId === invocation.nodeId)
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
