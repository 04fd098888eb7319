import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { parsePath } from '../model/name'
import { listChildPaths } from '../store/paths'

const purpose = 'ListParameterPaths'
const byDefault = 100
/** A person needs no finer number, and counting a million takes its time. */
const countedTo = 1000

/** The paths right below a path, with how many parameters each holds. */
export const listParameterPaths = operation({
  service: 'quarterdeck',
  name: 'ListParameterPaths',
  access: 'read',
  input: ownShape(
    'ListParameterPathsRequest',
    structure({
      Path: text({ required: true, min: 1, max: 2048 }),
      MaxResults: integer({ min: 1, max: 100 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Path)],
  async handle(ctx, input) {
    const path = parsePath(input.Path)
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listChildPaths(ctx, { path, after, limit: limit + 1, countTo: countedTo + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ place }) => [place] })
    const Paths = page.rows.map(({ key, count, hasPaths }) => ({
      Path: `/${key}`,
      Count: Math.min(count, countedTo),
      /** There are more than `Count`. */
      IsMore: count > countedTo,
      HasPaths: hasPaths,
    }))
    return { Paths, NextToken: page.nextToken }
  },
})
