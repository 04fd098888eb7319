import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { requireParameter } from '../find'
import { listUses } from '../store/uses'

const purpose = 'ListParameterUses'
const byDefault = 50

/** What referred to the parameter in the last 90 days, the latest first. */
export const listParameterUses = operation({
  service: 'quarterdeck',
  name: 'ListParameterUses',
  access: 'read',
  input: ownShape(
    'ListParameterUsesRequest',
    structure({
      Name: text({ required: true, min: 1, max: 2048 }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(ctx, input) {
    const { key } = await requireParameter(ctx, input.Name)
    const token = decodeNextToken(purpose, input.NextToken, ['number', 'text'])
    const after = token && { usedAt: new Date(token[0]), usedBy: token[1] }
    const limit = input.MaxResults ?? byDefault
    const rows = await listUses(ctx, { key, after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ usedAt, usedBy }) => [usedAt.getTime(), usedBy] })
    const Uses = page.rows.map(({ kind, usedBy, detail, caller, usedAt }) => ({
      Kind: kind,
      Id: usedBy,
      Detail: detail,
      Caller: caller,
      UsedAt: usedAt,
    }))
    return { Uses, NextToken: page.nextToken }
  },
})
