import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import type { Command } from '../command'
import { findCommand } from '../store/commands'
import { listToCompact, type OutputBlock, readChunks, type StoredStream, transitionToCompacted } from '../store/outputs'
import { listPlugins, updateOutputHash } from '../store/plugins'
import { writeOutput } from './export-output'
import { readText } from './read-output'
import { hashOutput } from './output-hash'

export const compactJob = 'run-command.compact-output'

const compress = promisify(gzip)
const keptInDatabase = 64 * 1024
const blockBytes = 1024 * 1024
const streamsPerRun = 50
/** Replies and output are handled apart, and the one may overtake the other. */
const settleMs = 2_000

export async function addCompactJob(tx: Ctx, commandId: string): Promise<void> {
  const accountId = tx.caller.accountId
  const runAt = new Date(tx.clock.now().getTime() + settleMs)
  await tx.jobs.add(tx, {
    kind: compactJob,
    payload: { accountId, commandId },
    runAt,
    key: `${compactJob}:${accountId}:${commandId}`,
  })
}

/** Turns the chunks of complete streams into one row or one blob. Idempotent: a blob written twice has the same text. */
export async function compactOutputs(ctx: Ctx, commandId: string): Promise<void> {
  const streams = await listToCompact(ctx, commandId, streamsPerRun)
  const command = await findCommand(ctx, commandId)
  for (const stream of streams) await compactStream(ctx, command, stream)
  if (streams.length === streamsPerRun) await addCompactJob(ctx, commandId)
}

async function compactStream(ctx: Ctx, command: Command | undefined, stream: StoredStream): Promise<void> {
  const bytes = Buffer.concat((await readChunks(ctx, stream, { start: 0, end: stream.stored })).map((chunk) => chunk.bytes))
  if (command) await writeOutput(ctx, command, { ...stream, bytes })
  const kept = bytes.length <= keptInDatabase ? { bytes } : await writeBlob(ctx, stream, bytes)
  const isDone = await transact(ctx, (tx) => transitionToCompacted(tx, stream, kept))
  if (isDone) await rehash(ctx, stream)
}

/** The blob is a row of gzip blocks, so that a range of the text needs only the blocks that it lies in. */
async function writeBlob(
  ctx: Ctx,
  stream: StoredStream,
  bytes: Buffer,
): Promise<{ blobKey: string; blocks: readonly OutputBlock[] }> {
  const parts: Buffer[] = []
  const blocks: OutputBlock[] = []
  let written = 0
  for (let start = 0; start < bytes.length; start += blockBytes) {
    const part = await compress(bytes.subarray(start, start + blockBytes))
    blocks.push({ text: start, blob: written })
    parts.push(part)
    written += part.length
  }
  const step = createHash('sha256').update(stream.step).digest('hex').slice(0, 24)
  const blobKey = `command-output/${ctx.caller.accountId}/${stream.commandId}/${stream.nodeId}/${step}/${stream.stream}-${bytes.length}`
  await ctx.blobs.put(blobKey, Buffer.concat(parts))
  return { blobKey, blocks }
}

/** Outputs are compared whole, and a reply carries only their beginning. */
async function rehash(ctx: Ctx, stream: StoredStream): Promise<void> {
  const plugin = (await listPlugins(ctx, stream.commandId, stream.nodeId)).find((report) => report.step === stream.step)
  if (!plugin) return
  const [stdout, stderr] = [
    await readText(ctx, { ...stream, stream: 'stdout' }),
    await readText(ctx, { ...stream, stream: 'stderr' }),
  ]
  await updateOutputHash(ctx, stream, hashOutput(stdout ?? plugin.standardOutput, stderr ?? plugin.standardError))
}
