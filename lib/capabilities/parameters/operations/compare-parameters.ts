import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text, timestamp } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { compare, type Pair, pairsOf, type Side } from '../snapshot/compare'
import type { SnapshotRow } from '../store/snapshots'

const purpose = 'CompareParameters'
const byDefault = 100
const side = structure(
  {
    Path: text({ required: true, min: 1, max: 2048 }),
    /** The versions that have it; or those of a time; else the newest. */
    Label: text({ min: 1, max: 100 }),
    At: timestamp(),
  },
  { required: true },
)

/** Two paths, labels or times side by side. Of secrets it says whether they differ, and never their values. */
export const compareParameters = operation({
  service: 'quarterdeck',
  name: 'CompareParameters',
  access: 'read',
  input: ownShape(
    'CompareParametersRequest',
    structure({ Left: side, Right: side, MaxResults: integer({ min: 1, max: 200 }), NextToken: text({ max: 4096 }) }),
  ),
  resources: ({ Left, Right }, ctx) => [arnOf(ctx, Left.Path), arnOf(ctx, Right.Path)],
  async handle(ctx, input) {
    for (const one of [input.Left, input.Right]) checkSide(one)
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const pairs = await pairsOf(ctx, { left: input.Left, right: input.Right }, { after, limit: limit + 1 })
    const page = pageOf(purpose, pairs, { limit, key: ({ relative }) => [relative] })
    const Rows = await Promise.all(page.rows.map(async (pair) => wirePair(pair, await compare(ctx, pair))))
    return { Rows, NextToken: page.nextToken }
  },
})

function checkSide({ Label, At }: Side): void {
  if (Label === undefined || At === undefined) return
  throw new ApiError('ValidationException', 'A side takes a Label or a time (At), not both.')
}

function wirePair({ relative, left, right }: Pair, { result, reason }: Awaited<ReturnType<typeof compare>>) {
  return { Name: relative, Result: result, Reason: reason, Left: left && wireSide(left), Right: right && wireSide(right) }
}

function wireSide({ name, version, newest, type, value }: SnapshotRow) {
  return { Name: name, Version: version, NewestVersion: newest, Type: type, Value: value ?? undefined }
}
