import type { Readable } from 'node:stream'
import type { Ctx } from '#lib/platform/context'
import type { OutputStream } from '#lib/wire/job-output'
import { type OutputPlace, outputBlobKey, outputObject } from '../model/output-object'
import { findCommand } from '../store/commands'
import { findStream } from '../store/outputs'
import { listPlugins, type ReportedStep } from '../store/plugins'
import type { Ledger } from './ledger'

export const exportJob = 'run-command.export-output'

/** The end of a stream may come a little after the reply of its step. */
const settleMs = 2_000

/** For steps that ended, of commands that name a bucket. */
export async function addExportJobs(tx: Ctx, ledgers: readonly Ledger[], reported: readonly ReportedStep[]): Promise<void> {
  const runAt = new Date(tx.clock.now().getTime() + settleMs)
  for (const { command } of ledgers) {
    if (!command.echoed.OutputS3BucketName) continue
    const ended = reported.filter((step) => step.commandId === command.commandId && step.endedAt)
    const steps = ended.map(({ nodeId, step }) => [nodeId, step])
    const payload = { accountId: tx.caller.accountId, commandId: command.commandId, steps }
    if (steps.length > 0) await tx.jobs.add(tx, { kind: exportJob, payload, runAt })
  }
}

/** Writes what agents told in their replies; what they streamed is written whole when the stream is compacted. Idempotent. */
export async function exportOutputs(
  ctx: Ctx,
  commandId: string,
  steps: readonly { nodeId: string; step: string }[],
): Promise<void> {
  const command = await findCommand(ctx, commandId)
  if (!command) return
  for (const { nodeId, step } of steps) {
    const report = (await listPlugins(ctx, commandId, nodeId)).find((one) => one.step === step)
    if (!report) continue
    for (const stream of ['stdout', 'stderr'] as const) {
      if (await findStream(ctx, { commandId, nodeId, step, stream })) continue
      const text = stream === 'stdout' ? report.standardOutput : report.standardError
      if (text !== '') await writeOutput(ctx, command, { nodeId, step, stream, content: new TextEncoder().encode(text) })
    }
  }
}

interface Written {
  nodeId: string
  step: string
  stream: OutputStream
  content: Uint8Array | Readable
}

/** Nothing without a bucket. An empty output has no object, as AWS has it: the callers leave it out. */
export async function writeOutput(ctx: Ctx, command: OutputPlace, { content, ...source }: Written): Promise<void> {
  const object = outputObject(command, source)
  const blobKey = object && outputBlobKey(ctx.caller.accountId, object)
  if (blobKey) await ctx.blobs.put(blobKey, content)
}
