import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { requirePerson } from '../person'
import { deleteExport as remove } from '../store/exports'

/** Stops it when it still runs, and throws its file away. */
export const deleteExport = operation({
  service: 'quarterdeck',
  name: 'DeleteExport',
  access: 'write',
  input: ownShape('DeleteExportRequest', structure({ ExportId: text({ required: true, min: 1, max: 64 }) })),
  resources: () => ['*'],
  async handle(tx, input) {
    const row = await remove(tx, input.ExportId, requirePerson(tx).userId)
    if (!row) throw new ApiError('ResourceNotFoundException', 'There is no such export any more.')
    if (row.blobKey) await tx.jobs.add(tx, { kind: 'console.discard', payload: { blobKey: row.blobKey } })
    await announce(tx, 'export', row.id)
    return {}
  },
})
