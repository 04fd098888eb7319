import { buffer } from 'node:stream/consumers'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { exportPartBytes } from '../model/export'
import { requirePerson } from '../person'
import { findExport } from '../store/exports'
import { wireExport } from '../wire'

/** A part of the file from a byte on; `NextOffset` is missing after the last one. */
export const getExport = operation({
  service: 'quarterdeck',
  name: 'GetExport',
  access: 'read',
  input: ownShape(
    'GetExportRequest',
    structure({ ExportId: text({ required: true, min: 1, max: 64 }), Offset: integer({ min: 0, long: true }) }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const { userId } = requirePerson(ctx)
    const row = await findExport(ctx, input.ExportId)
    if (!row || row.userId !== userId || row.endsAt <= ctx.clock.now())
      throw new ApiError('ResourceNotFoundException', 'There is no such export any more: start it again.')
    const start = input.Offset ?? 0
    const blob = row.blobKey ? await ctx.blobs.get(row.blobKey, { start, end: start + exportPartBytes }) : undefined
    if (!blob) return { Export: wireExport(row), Content: new Uint8Array() }
    const content = await buffer(blob.content)
    const next = start + content.length
    return {
      Export: wireExport(row),
      Content: new Uint8Array(content),
      NextOffset: content.length > 0 && next < blob.bytes ? next : undefined,
    }
  },
})
