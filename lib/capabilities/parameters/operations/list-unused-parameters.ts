import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { parsePath } from '../model/name'
import { keptReadDays } from '../read-counting'
import { findCountedSince, listUnused } from '../store/reads'
import { wireMetadata } from '../wire'

const purpose = 'ListUnusedParameters'
const byDefault = 50

/** What no document names, and nothing has read or used for so many days. */
export const listUnusedParameters = operation({
  service: 'quarterdeck',
  name: 'ListUnusedParameters',
  access: 'read',
  input: ownShape(
    'ListUnusedParametersRequest',
    structure({
      Days: integer({ min: 1, max: keptReadDays }),
      Path: text({ max: 2048 }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Path ?? '/')],
  async handle(ctx, input) {
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0] ?? ''
    const limit = input.MaxResults ?? byDefault
    const before = new Date(ctx.clock.now().getTime() - (input.Days ?? keptReadDays) * 86_400_000)
    const rows = await listUnused(ctx, { before, path: parsePath(input.Path ?? '/'), after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    return {
      Parameters: page.rows.map((row) => wireMetadata(ctx, row)),
      /** Earlier reads are not known. */
      CountedSince: await findCountedSince(ctx),
      NextToken: page.nextToken,
    }
  },
})
