import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import type { OutputStream } from '#lib/wire/job-output'
import type { StreamState } from '../model/output-stream'
import { commandOutputChunks as chunks, commandOutputs as outputs } from '../tables'

export interface StepKey {
  commandId: string
  nodeId: string
  step: string
}

export interface StreamKey extends StepKey {
  stream: OutputStream
}

/** A block of gzip in the blob: where its text begins, and where it begins itself. The last one is the end and holds nothing. */
export interface OutputBlock {
  text: number
  blob: number
  /** The first line that begins in the block: where, and how many are before it. */
  line?: LineStart | undefined
}

export interface LineStart {
  byte: number
  before: number
}

export interface StoredStream extends StreamKey, StreamState {
  compacted: boolean
  blobKey: string | undefined
  blocks: readonly OutputBlock[]
}

export interface LockedStream extends StreamKey, StreamState {
  /** In its blob, which is never written again. */
  isClosed: boolean
}

interface LockedRow extends Record<string, unknown>, StreamState {
  command_id: string
  node_id: string
  step: string
  stream: OutputStream
  closed: boolean
}

/** Locks those of the streams that are known, in the order of keys. */
export async function lockStreams(tx: Ctx, keys: readonly StreamKey[]): Promise<readonly LockedStream[]> {
  if (keys.length === 0) return []
  const { rows } = await tx.db.execute<LockedRow>(sql`
    select command_id, node_id, step, stream, received::float8, stored::float8, final, truncated, blob_key is not null as closed
    from ${outputs} where ${amongKeys(tx, keys)} order by command_id, node_id, step, stream for update`)
  return rows.map(({ command_id: commandId, node_id: nodeId, closed: isClosed, ...row }) => ({
    commandId,
    nodeId,
    isClosed,
    ...row,
  }))
}

/** Makes rows for streams that were not known yet, and locks them. */
export async function beginStreams(tx: Ctx, keys: readonly StreamKey[]): Promise<readonly LockedStream[]> {
  if (keys.length === 0) return []
  await tx.db.execute(sql`
    insert into ${outputs} (account_id, command_id, node_id, step, stream, received, stored, final, truncated)
    select ${tx.caller.accountId}, k.command_id, k.node_id, k.step, k.stream, 0, 0, false, false from ${keyRows(keys)} as k
    order by 2, 3, 4, 5 on conflict do nothing`)
  return lockStreams(tx, keys)
}

function keyRows(keys: readonly StreamKey[]): SQL {
  const column = (pick: (key: StreamKey) => string) => sql.param(keys.map(pick))
  return sql`(select * from unnest(${column((key) => key.commandId)}::uuid[], ${column((key) => key.nodeId)}::text[],
    ${column((key) => key.step)}::text[], ${column((key) => key.stream)}::text[]) as t(command_id, node_id, step, stream))`
}

function amongKeys(ctx: Ctx, keys: readonly StreamKey[]): SQL {
  return sql`${outputs.accountId} = ${ctx.caller.accountId} and (${outputs.commandId}, ${outputs.nodeId}, ${outputs.step},
    ${outputs.stream}) in (select * from ${keyRows(keys)} as k)`
}

export interface NewChunk extends StreamKey {
  startByte: number
  bytes: Uint8Array
}

/** All bytes are one parameter, cut apart by the database: a parameter for each value costs more than storing it. */
export async function insertChunks(tx: Ctx, added: readonly NewChunk[]): Promise<void> {
  if (added.length === 0) return
  let at = 1
  const rows = added.map(({ commandId, nodeId, step, stream, startByte, bytes }) => {
    const row = { command_id: commandId, node_id: nodeId, step, stream, start_byte: startByte, at, length: bytes.length }
    at += bytes.length
    return row
  })
  const joined = Buffer.concat(added.map(({ bytes }) => bytes))
  await tx.db.execute(sql`
    insert into ${chunks} (account_id, command_id, node_id, step, stream, start_byte, bytes)
    select ${tx.caller.accountId}, n.command_id, n.node_id, n.step, n.stream, n.start_byte,
      substring(${joined}::bytea from n.at for n.length)
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(command_id uuid, node_id text, step text, stream text,
      start_byte bigint, at integer, length integer)`)
}

export async function updateStreams(tx: Ctx, streams: readonly (StreamKey & StreamState)[]): Promise<void> {
  if (streams.length === 0) return
  const rows = streams.map(({ commandId, nodeId, step, stream, received, stored, final, truncated }) => ({
    command_id: commandId,
    node_id: nodeId,
    step,
    stream,
    received,
    stored,
    final,
    truncated,
  }))
  await tx.db.execute(sql`
    update ${outputs} as o set received = n.received, stored = n.stored, final = n.final, truncated = n.truncated,
      compacted = o.compacted and n.stored = o.stored
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(command_id uuid, node_id text, step text, stream text,
      received bigint, stored bigint, final boolean, truncated boolean)
    where o.account_id = ${tx.caller.accountId} and o.command_id = n.command_id and o.node_id = n.node_id and o.step = n.step
      and o.stream = n.stream`)
}

/** Marks the streams of ended steps as complete; answers the commands that have something to compact now. */
export async function finishOutputs(tx: Ctx, steps: readonly StepKey[]): Promise<readonly string[]> {
  if (steps.length === 0) return []
  const column = (pick: (key: StepKey) => string) => sql.param(steps.map(pick))
  return finish(
    tx,
    sql`(command_id, node_id, step) in (select * from unnest(${column((key) => key.commandId)}::uuid[],
      ${column((key) => key.nodeId)}::text[], ${column((key) => key.step)}::text[]))`,
  )
}

/** The same for all streams of invocations that have ended. */
export async function finishOutputsOf(
  tx: Ctx,
  ended: readonly { commandId: string; nodeId: string }[],
): Promise<readonly string[]> {
  if (ended.length === 0) return []
  const commandIds = sql.param(ended.map((key) => key.commandId))
  const nodeIds = sql.param(ended.map((key) => key.nodeId))
  return finish(tx, sql`(command_id, node_id) in (select * from unnest(${commandIds}::uuid[], ${nodeIds}::text[]))`)
}

/** Locks in the order of keys, as `lockStreams` does, so that output and replies that come together cannot lock each other out. */
async function finish(tx: Ctx, which: SQL): Promise<readonly string[]> {
  const { rows } = await tx.db.execute<{ command_id: string }>(sql`
    with open as materialized (
      select command_id, node_id, step, stream from ${outputs}
      where account_id = ${tx.caller.accountId} and not final and ${which}
      order by command_id, node_id, step, stream for update)
    update ${outputs} as o set final = true from open
    where o.account_id = ${tx.caller.accountId} and o.command_id = open.command_id and o.node_id = open.node_id
      and o.step = open.step and o.stream = open.stream
    returning o.command_id`)
  return [...new Set(rows.map((row) => row.command_id))]
}

export async function listToCompact(ctx: Ctx, commandId: string, limit: number): Promise<readonly StoredStream[]> {
  const rows = await ctx.db
    .select()
    .from(outputs)
    .where(
      and(
        eq(outputs.accountId, ctx.caller.accountId),
        eq(outputs.commandId, commandId),
        eq(outputs.final, true),
        eq(outputs.compacted, false),
      ),
    )
    .orderBy(outputs.nodeId, outputs.step, outputs.stream)
    .limit(limit)
  return rows.map(streamOf)
}

/** Only if nothing was added since it was read; then the chunks go away. `false` when it has to be done again. */
export async function transitionToCompacted(
  tx: Ctx,
  stream: StoredStream,
  kept: { blobKey: string; blocks: readonly OutputBlock[] } | { bytes: Uint8Array },
): Promise<boolean> {
  const moved = 'blobKey' in kept ? { blobKey: kept.blobKey, blocks: kept.blocks } : {}
  const rows = await tx.db
    .update(outputs)
    .set({ compacted: true, ...moved })
    .where(and(isStream(tx, stream), eq(outputs.stored, stream.stored), eq(outputs.compacted, false)))
    .returning({ step: outputs.step })
  if (rows.length === 0) return false
  await tx.db.delete(chunks).where(chunkIsOf(tx, stream))
  if ('bytes' in kept) await insertChunks(tx, [{ ...keyOf(stream), startByte: 0, bytes: kept.bytes }])
  return true
}

export async function findStream(ctx: Ctx, key: StreamKey): Promise<StoredStream | undefined> {
  const rows = await ctx.db.select().from(outputs).where(isStream(ctx, key))
  return rows[0] && streamOf(rows[0])
}

/** Those of the keys that were streamed at all. */
export async function findStreams(ctx: Ctx, keys: readonly StreamKey[]): Promise<readonly StoredStream[]> {
  if (keys.length === 0) return []
  return (await ctx.db.select().from(outputs).where(amongKeys(ctx, keys))).map(streamOf)
}

/** The last bytes of each stream that may still grow. */
export async function readTails(
  ctx: Ctx,
  commandId: string,
  nodeIds: readonly string[],
): Promise<readonly { nodeId: string; step: string; stream: OutputStream; bytes: Uint8Array }[]> {
  const { rows } = await ctx.db.execute<{ node_id: string; step: string; stream: OutputStream; bytes: Buffer }>(sql`
    select o.node_id, o.step, o.stream, last.bytes
    from ${outputs} as o, lateral (
      select substring(c.bytes from greatest(1, octet_length(c.bytes) - ${tailBytes})) as bytes from ${chunks} as c
      where c.account_id = o.account_id and c.command_id = o.command_id and c.node_id = o.node_id and c.step = o.step
        and c.stream = o.stream
      order by c.start_byte desc limit 1) as last
    where o.account_id = ${ctx.caller.accountId} and o.command_id = ${commandId} and not o.final
      and o.node_id = any(${sql.param([...nodeIds])}::text[])`)
  return rows.map(({ node_id: nodeId, ...tail }) => ({ nodeId, ...tail }))
}

const tailBytes = 600

/** The stored rows that hold text from `startByte` on, in order. */
export async function readChunks(
  ctx: Ctx,
  key: StreamKey,
  range: { start: number; end: number },
): Promise<readonly { startByte: number; bytes: Uint8Array }[]> {
  const reaches = gt(sql`${chunks.startByte} + octet_length(${chunks.bytes})`, range.start)
  // Without it every range of a long stream would look at all rows before it.
  const last = sql`${chunks.startByte} >= coalesce((select max(c.start_byte) from ${chunks} as c where c.account_id = ${ctx.caller.accountId}
    and c.command_id = ${key.commandId} and c.node_id = ${key.nodeId} and c.step = ${key.step} and c.stream = ${key.stream}
    and c.start_byte <= ${range.start}), 0)`
  return ctx.db
    .select({ startByte: chunks.startByte, bytes: chunks.bytes })
    .from(chunks)
    .where(and(chunkIsOf(ctx, key), last, reaches, sql`${chunks.startByte} < ${range.end}`))
    .orderBy(asc(chunks.startByte))
}

function isStream(ctx: Ctx, key: StreamKey): SQL | undefined {
  return and(
    eq(outputs.accountId, ctx.caller.accountId),
    eq(outputs.commandId, key.commandId),
    eq(outputs.nodeId, key.nodeId),
    eq(outputs.step, key.step),
    eq(outputs.stream, key.stream),
  )
}

function chunkIsOf(ctx: Ctx, key: StreamKey): SQL | undefined {
  return and(
    eq(chunks.accountId, ctx.caller.accountId),
    eq(chunks.commandId, key.commandId),
    eq(chunks.nodeId, key.nodeId),
    eq(chunks.step, key.step),
    eq(chunks.stream, key.stream),
  )
}

function keyOf({ commandId, nodeId, step, stream }: StreamKey): StreamKey {
  return { commandId, nodeId, step, stream }
}

function streamOf(row: typeof outputs.$inferSelect): StoredStream {
  return {
    commandId: row.commandId,
    nodeId: row.nodeId,
    step: row.step,
    stream: row.stream as OutputStream,
    received: row.received,
    stored: row.stored,
    final: row.final,
    truncated: row.truncated,
    compacted: row.compacted,
    blobKey: row.blobKey ?? undefined,
    blocks: (row.blocks ?? []) as readonly OutputBlock[],
  }
}
