import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { document, list, ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { exportableLists } from '../exportable'
import { exportFormats, exportHoursKept, exportLists, mostExportsWaiting } from '../model/export'
import { requirePerson } from '../person'
import { countUnfinished, insertExport } from '../store/exports'

/** Writes every row of a list to a file in the background. `Request` is the input of the list's own operation, without paging. */
export const startExport = operation({
  service: 'quarterdeck',
  name: 'StartExport',
  access: 'write',
  input: ownShape(
    'StartExportRequest',
    structure({
      List: text({ required: true, oneOf: exportLists }),
      Format: text({ required: true, oneOf: exportFormats }),
      Columns: list(
        structure({ Id: text({ required: true, min: 1, max: 200 }), Header: text({ required: true, min: 1, max: 200 }) }),
        { required: true, min: 1, max: 60 },
      ),
      Request: document(),
    }),
  ),
  resources: () => ['*'],
  async handle(tx, input) {
    const { accountId, userId } = requirePerson(tx)
    const exportable = exportableLists[input.List]
    const columns = input.Columns.map(({ Id, Header }) => ({ id: Id, header: Header }))
    const unknown = columns.find(({ id }) => !exportable.textOf(id))
    if (unknown) throw new ApiError('ValidationException', `${unknown.id} is not a column of ${input.List}.`)
    const request = asRequest(input.Request)
    await exportable.check(tx, request)
    if ((await countUnfinished(tx, userId)) >= mostExportsWaiting)
      throw new ApiError('LimitExceededException', `${mostExportsWaiting} exports of yours still run: wait for one, or stop it.`)
    const id = crypto.randomUUID()
    const startedAt = tx.clock.now()
    await insertExport(tx, {
      accountId,
      id,
      userId,
      list: input.List,
      format: input.Format,
      columns,
      request,
      state: 'waiting',
      startedAt,
      endsAt: new Date(startedAt.getTime() + exportHoursKept * 3_600_000),
    })
    await tx.jobs.add(tx, { kind: 'console.export', payload: { accountId, exportId: id }, key: `export:${id}` })
    await announce(tx, 'export', id)
    return { ExportId: id }
  },
})

function asRequest(value: unknown): object {
  if (value === undefined) return {}
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject) throw new ApiError('ValidationException', 'Request has to be an object: the input of the list.')
  if ('MaxResults' in value || 'NextToken' in value)
    throw new ApiError('ValidationException', 'An export takes every page: leave MaxResults and NextToken out of Request.')
  return value
}
