import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { keyOf } from '../model/name'
import { listBrokenUses } from '../store/broken-uses'

const purpose = 'ListBrokenParameterUses'
const byDefault = 50

/** What referred in the last 90 days to a name that has no parameter now. */
export const listBrokenParameterUses = operation({
  service: 'quarterdeck',
  name: 'ListBrokenParameterUses',
  access: 'read',
  input: ownShape(
    'ListBrokenParameterUsesRequest',
    structure({
      Name: text({ required: true, min: 1, max: 2048, pattern: /^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/ }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(ctx, input) {
    const token = decodeNextToken(purpose, input.NextToken, ['number', 'text'])
    const after = token && { usedAt: new Date(token[0]), usedBy: token[1] }
    const limit = input.MaxResults ?? byDefault
    const rows = await listBrokenUses(ctx, { key: keyOf(input.Name), after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ usedAt, usedBy }) => [usedAt.getTime(), usedBy] })
    return {
      Uses: page.rows.map((use) => ({ Kind: use.kind, Id: use.usedBy, Detail: use.detail, UsedAt: use.usedAt })),
      NextToken: page.nextToken,
    }
  },
})
