import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Ctx } from '#lib/platform/context'
import { wholeCharacters } from '../model/output-stream'
import { findStream, readChunks, type StoredStream, type StreamKey } from '../store/outputs'

const decompress = promisify(gunzip)

export interface ByteRange {
  start: number
  /** Exclusive. */
  end: number
}

/** The bytes of a stream in the range, from wherever they are kept by now. */
export async function readBytes(ctx: Ctx, stream: StoredStream, range: ByteRange): Promise<Uint8Array> {
  const wanted = { start: range.start, end: Math.min(range.end, stream.stored) }
  if (wanted.start >= wanted.end) return new Uint8Array(0)
  const parts = stream.blobKey ? await readBlocks(ctx, stream, wanted) : await readChunks(ctx, stream, wanted)
  const joined = Buffer.concat(parts.map((part) => part.bytes))
  const first = parts[0]?.startByte ?? wanted.start
  return joined.subarray(wanted.start - first, wanted.end - first)
}

async function readBlocks(
  ctx: Ctx,
  stream: StoredStream,
  range: ByteRange,
): Promise<readonly { startByte: number; bytes: Uint8Array }[]> {
  const { blocks, blobKey = '' } = stream
  const first = blocks.findLast((block) => block.text <= range.start)
  const beyond = blocks.find((block) => block.text >= range.end)
  if (!first) return []
  const blobRange = { start: first.blob, end: beyond?.blob ?? Number.MAX_SAFE_INTEGER }
  const blob = await ctx.blobs.get(blobKey, blobRange)
  if (!blob) throw new Error(`The output ${blobKey} is missing from the blobs`)
  const compressed: Buffer[] = []
  for await (const part of blob.content) compressed.push(Buffer.from(part))
  return [{ startByte: first.text, bytes: await decompress(Buffer.concat(compressed)) }]
}

/** Whole characters from `start` on, at most `maxBytes`; always at least one character when there is more. */
export async function readTextRange(
  ctx: Ctx,
  stream: StoredStream,
  range: { start: number; maxBytes: number },
): Promise<{ text: string; nextByte: number }> {
  const bytes = await readBytes(ctx, stream, { start: range.start, end: range.start + Math.max(4, range.maxBytes) })
  const isLast = range.start + bytes.length >= stream.stored && stream.final
  const whole = isLast ? bytes.length : wholeCharacters(bytes)
  return { text: new TextDecoder().decode(bytes.subarray(0, whole)), nextByte: range.start + whole }
}

const pieceBytes = 1024 * 1024

/** All of it in pieces of whole characters; one `undefined` when the stream was never streamed, and the reply has all there is. */
export async function* textOf(ctx: Ctx, key: StreamKey): AsyncGenerator<string | undefined> {
  const stream = await findStream(ctx, key)
  if (!stream) return yield undefined
  for (let start = 0; start < stream.stored; ) {
    const { text, nextByte } = await readTextRange(ctx, stream, { start, maxBytes: pieceBytes })
    if (nextByte === start) return
    yield text
    start = nextByte
  }
}
