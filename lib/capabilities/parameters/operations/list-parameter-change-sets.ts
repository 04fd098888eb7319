import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { wireChangeSet } from '../change-set/wire'
import { uuidPattern } from '../model/name'
import { findReverts, listChangeSetRows } from '../store/change-sets'

const purpose = 'ListParameterChangeSets'
const byDefault = 50
const uuid = new RegExp(`^${uuidPattern.source}$`)

/** The latest first, of the last 90 days. */
export const listParameterChangeSets = operation({
  service: 'quarterdeck',
  name: 'ListParameterChangeSets',
  access: 'read',
  input: ownShape(
    'ListParameterChangeSetsRequest',
    structure({ MaxResults: integer({ min: 1, max: 50 }), NextToken: text({ max: 4096 }) }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const token = decodeNextToken(purpose, input.NextToken, ['number', 'text'])
    if (token && !uuid.test(token[1])) throw new ApiError('InvalidNextToken', 'The specified token is not valid.')
    const after = token && { createdAt: new Date(token[0]), changeSetId: token[1] }
    const limit = input.MaxResults ?? byDefault
    const rows = await listChangeSetRows(ctx, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ createdAt, changeSetId }) => [createdAt.getTime(), changeSetId] })
    const reverts = await findReverts(
      ctx,
      page.rows.map(({ changeSetId }) => changeSetId),
    )
    const ChangeSets = page.rows.map((row) => ({ ...wireChangeSet(row), RevertedBy: reverts.get(row.changeSetId) }))
    return { ChangeSets, NextToken: page.nextToken }
  },
})
