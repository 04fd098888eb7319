import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { formatJobId, type OutputChunk } from '../model/agent-report'
import { planAppend, type StreamState } from '../model/output-stream'
import { findInvocations } from '../store/invocations'
import {
  beginStreams,
  insertChunks,
  type LockedStream,
  lockStreams,
  type NewChunk,
  type StreamKey,
  updateStreams,
} from '../store/outputs'
import { addCompactJob } from './compact'

export interface OutputPosition {
  nodeId: string
  jobId: string
  step: string
  stream: OutputChunk['stream']
  offset: number
}

interface Working {
  key: StreamKey
  state: StreamState
  /** In its blob, which is never written again. */
  isClosed: boolean
}

/** Appends what is new, each stream under its lock, and answers how far each stream has come. Browsers hear of it at once. */
export async function takeOutput(ctx: Ctx, received: readonly OutputChunk[]): Promise<readonly OutputPosition[]> {
  return received.length === 0 ? [] : transact(ctx, (tx) => takeAll(tx, received))
}

/** Output of a job that is no longer here: the agent may drop it. */
function positionPast({ job, step, stream, offset, text }: OutputChunk): OutputPosition {
  return { nodeId: job.nodeId, jobId: formatJobId(job), step, stream, offset: offset + new TextEncoder().encode(text).length }
}

async function takeAll(tx: Ctx, chunks: readonly OutputChunk[]): Promise<readonly OutputPosition[]> {
  const streams = await openStreams(tx, new Map(chunks.map(streamKey).map((key) => [nameOf(key), key])))
  const added = joined(chunks.flatMap((chunk) => appendOne(tx, streams, chunk)))
  for (const chunk of added) publishOutput(tx, chunk)
  await insertChunks(tx, added)
  const now = [...streams.values()].map(({ key, state }) => ({ ...key, ...state }))
  await updateStreams(tx, now)
  const isTaken = (chunk: OutputChunk) => streams.has(nameOf(streamKey(chunk)))
  for (const commandId of finishedCommands(chunks.filter(isTaken))) await addCompactJob(tx, commandId)
  const forgotten = chunks.filter((chunk) => !isTaken(chunk)).map(positionPast)
  const taken = now.map(({ nodeId, commandId, step, stream, received }) => {
    return { nodeId, jobId: formatJobId({ commandId, nodeId }), step, stream, offset: received }
  })
  return [...taken, ...forgotten]
}

/** A stream that is known belongs to a job that is; the others begin when theirs is. */
async function openStreams(tx: Ctx, keys: ReadonlyMap<string, StreamKey>): Promise<Map<string, Working>> {
  const locked = await lockStreams(tx, [...keys.values()])
  const known = new Set(locked.map(nameOf))
  const others = [...keys.values()].filter((key) => !known.has(nameOf(key)))
  const jobs = new Set((await findInvocations(tx, others)).map(formatJobId))
  const begun = await beginStreams(
    tx,
    others.filter((key) => jobs.has(formatJobId(key))),
  )
  return new Map([...locked, ...begun].map((stream) => [nameOf(stream), workingOf(stream)]))
}

function workingOf({ commandId, nodeId, step, stream, isClosed, ...state }: LockedStream): Working {
  const { received, stored, final, truncated } = state
  return { key: { commandId, nodeId, step, stream }, state: { received, stored, final, truncated }, isClosed }
}

function streamKey({ job, step, stream }: OutputChunk): StreamKey {
  return { ...job, step, stream }
}

function nameOf({ commandId, nodeId, step, stream }: StreamKey): string {
  return `${commandId} ${nodeId} ${stream} ${step}`
}

const largestRow = 256 * 1024

/** What one batch adds to a stream becomes one row and one message: under load batches grow, and so does what each row saves. */
function joined(added: readonly NewChunk[]): readonly NewChunk[] {
  const rows = new Map<string, { first: NewChunk; parts: Uint8Array[]; bytes: number }[]>()
  for (const chunk of added) {
    const ofStream = rows.get(nameOf(chunk)) ?? []
    const last = ofStream.at(-1)
    if (last && last.bytes + chunk.bytes.length <= largestRow) {
      last.parts.push(chunk.bytes)
      last.bytes += chunk.bytes.length
    } else ofStream.push({ first: chunk, parts: [chunk.bytes], bytes: chunk.bytes.length })
    rows.set(nameOf(chunk), ofStream)
  }
  return [...rows.values()]
    .flat()
    .map(({ first, parts }) => (parts.length === 1 ? first : { ...first, bytes: Buffer.concat(parts) }))
}

function appendOne(tx: Ctx, streams: Map<string, Working>, chunk: OutputChunk): readonly NewChunk[] {
  const key = streamKey(chunk)
  const working = streams.get(nameOf(key))
  if (!working) return []
  const bytes = new TextEncoder().encode(chunk.text)
  const startByte = working.state.stored
  const limit = tx.config.limits.outputMiB * 1024 * 1024
  const append = planAppend(working.state, { offset: chunk.offset, bytes, final: chunk.final }, limit)
  // What comes after the blob was written is acknowledged all the same, so that the agent can forget it.
  working.state = working.isClosed ? { ...working.state, received: append.state.received } : append.state
  if (append.bytes.length === 0 || working.isClosed) return []
  return [{ ...key, startByte, bytes: append.bytes }]
}

function publishOutput(tx: Ctx, { commandId, nodeId, step, stream, startByte, bytes }: NewChunk): void {
  const text = new TextDecoder().decode(bytes)
  const event = JSON.stringify({ commandId, nodeId, step, stream, offset: startByte, bytes: bytes.length, text })
  tx.afterCommit(() => tx.bus.publish(`output.${commandId}.${nodeId}`, new TextEncoder().encode(event)))
}

function finishedCommands(chunks: readonly OutputChunk[]): ReadonlySet<string> {
  return new Set(chunks.filter((chunk) => chunk.final).map((chunk) => chunk.job.commandId))
}
