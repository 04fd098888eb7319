import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import type { Command } from '../command'
import { findCommand } from '../store/commands'
import { findInvocations } from '../store/invocations'
import { listToCompact, type OutputBlock, type StoredStream, transitionToCompacted } from '../store/outputs'
import { listPlugins, updateOutputHashes } from '../store/plugins'
import { writeOutput } from './export-output'
import { LineCounter } from './line-counter'
import { namesOfNodes } from './node-names'
import { OutputHasher } from './output-hash'
import { readBytes, textOf } from './read-output'

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
  if (command && stream.stored > 0) await writeOutput(ctx, command, { ...stream, content: Readable.from(bytesOf(ctx, stream)) })
  const kept =
    stream.stored <= keptInDatabase
      ? { bytes: await readBytes(ctx, stream, { start: 0, end: stream.stored }) }
      : await writeBlob(ctx, stream)
  const isDone = await transact(ctx, (tx) => transitionToCompacted(tx, stream, kept))
  if (isDone) await rehash(ctx, stream)
}

async function* bytesOf(ctx: Ctx, stream: StoredStream): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < stream.stored; start += blockBytes) yield readBytes(ctx, stream, { start, end: start + blockBytes })
}

/**
 * The blob is a row of gzip blocks, so that a range of the text needs only the blocks that it lies in; where lines begin is kept
 * beside, so that a page of lines can be found without reading what is before it.
 */
async function writeBlob(ctx: Ctx, stream: StoredStream): Promise<{ blobKey: string; blocks: readonly OutputBlock[] }> {
  const parts: Buffer[] = []
  const blocks: OutputBlock[] = []
  let written = 0
  const lines = new LineCounter()
  for (let start = 0; start < stream.stored; start += blockBytes) {
    const bytes = await readBytes(ctx, stream, { start, end: start + blockBytes })
    const part = await compress(bytes)
    blocks.push({ text: start, blob: written, line: lines.count(bytes) })
    parts.push(part)
    written += part.length
  }
  blocks.push({ text: stream.stored, blob: written, line: lines.end() })
  const step = createHash('sha256').update(stream.step).digest('hex').slice(0, 24)
  const blobKey = `command-output/${ctx.caller.accountId}/${stream.commandId}/${stream.nodeId}/${step}/${stream.stream}-${stream.stored}`
  await ctx.blobs.put(blobKey, Buffer.concat(parts))
  return { blobKey, blocks }
}

/** Outputs are compared whole, and a reply carries only their beginning. */
async function rehash(ctx: Ctx, stream: StoredStream): Promise<void> {
  const [invocation] = await findInvocations(ctx, [stream])
  const plugin = (await listPlugins(ctx, stream.commandId, stream.nodeId)).find((report) => report.step === stream.step)
  if (!plugin || !invocation) return
  const names = (await namesOfNodes(ctx, [invocation])).get(stream.nodeId)
  const hasher = new OutputHasher(names ?? { nodeId: stream.nodeId, names: [] })
  for await (const text of textOf(ctx, { ...stream, stream: 'stdout' })) hasher.add(text ?? plugin.standardOutput)
  hasher.next()
  for await (const text of textOf(ctx, { ...stream, stream: 'stderr' })) hasher.add(text ?? plugin.standardError)
  await updateOutputHashes(ctx, stream, hasher.digest())
}
