import { Readable } from 'node:stream'
import type { Ctx } from '#lib/platform/context'
import { tableWriter } from '#lib/vocabulary/table-text'
import { isApiError } from '#lib/vocabulary/api-error'
import { announce } from './announce'
import { exportableLists } from './exportable'
import { exportLists } from './model/export'
import { type ExportRow, transitionExport } from './store/exports'

class Stopped extends Error {}

/** Runs again from the start after a crash, into another blob. */
export async function writeExport(ctx: Ctx, exportId: string): Promise<void> {
  const row = await transitionExport(ctx, exportId, { state: 'running', rows: 0 })
  if (!row) return
  const blobKey = `exports/${row.accountId}/${row.id}/${crypto.randomUUID()}`
  try {
    const counted = { rows: 0 }
    const { bytes } = await ctx.blobs.put(blobKey, Readable.from(texts(ctx, row, counted)))
    const done = await transitionExport(ctx, exportId, { state: 'ready', rows: counted.rows, bytes, blobKey })
    if (!done) await ctx.blobs.delete(blobKey)
  } catch (cause) {
    await ctx.blobs.delete(blobKey)
    if (ctx.signal.aborted) throw cause
    if (!(cause instanceof Stopped)) await fail(ctx, exportId, cause)
  }
  await announce(ctx, 'export', exportId)
}

async function fail(ctx: Ctx, exportId: string, cause: unknown): Promise<void> {
  ctx.log.error({ cause, exportId }, 'an export failed')
  const failure = isApiError(cause) ? cause.message : `The server failed; its log says why under request id ${ctx.requestId}.`
  await transitionExport(ctx, exportId, { state: 'failed', failure })
}

async function* texts(ctx: Ctx, row: ExportRow, counted: { rows: number }): AsyncGenerator<Buffer> {
  const list = exportLists.find((name) => name === row.list) ?? 'nodes'
  const exportable = exportableLists[list]
  const columns = row.columns.map(({ id, header }) => ({ header, text: exportable.textOf(id) ?? (() => '') }))
  const writer = tableWriter(row.format, columns)
  yield Buffer.from(writer.head())
  for await (const page of exportable.pages(ctx, row.request)) {
    if (ctx.signal.aborted) throw new Error('the program stops')
    counted.rows += page.length
    yield Buffer.from(writer.rows(page))
    await tellProgress(ctx, row.id, counted.rows)
  }
  yield Buffer.from(writer.tail())
}

async function tellProgress(ctx: Ctx, exportId: string, rows: number): Promise<void> {
  if (!(await transitionExport(ctx, exportId, { rows }))) throw new Stopped()
  await announce(ctx, 'export', exportId)
}
