import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { requireParameter } from '../find'
import { labelsByVersion } from '../store/labels'
import type { ParameterVersion } from '../store/parameters'
import { listNewestVersions } from '../store/rows'
import { type ValueChange, valueChanges } from '../version-comparison'
import { describedMembers } from '../wire'

const purpose = 'ListParameterVersions'
const byDefault = 25

/** GetParameterHistory with the newest first, without ciphertexts, and with whether each version brought another value. */
export const listParameterVersions = operation({
  service: 'quarterdeck',
  name: 'ListParameterVersions',
  access: 'read',
  input: ownShape(
    'ListParameterVersionsRequest',
    structure({
      Name: text({ required: true, min: 1, max: 2048 }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(ctx, input) {
    const { key, name } = await requireParameter(ctx, input.Name)
    const before = decodeNextToken(purpose, input.NextToken, ['number'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listNewestVersions(ctx, key, { before, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ version }) => [version] })
    const labels = await labelsByVersion(ctx, key)
    const changes = await valueChanges(ctx, name, { rows, isComplete: page.nextToken === undefined })
    const Versions = page.rows.map((row, at) => wireRow(row, { labels: labels.get(row.version), change: changes[at] }))
    return { Versions, NextToken: page.nextToken }
  },
})

function wireRow(
  row: ParameterVersion,
  { labels = [], change = 'unknown' }: { labels: readonly string[] | undefined; change: ValueChange | undefined },
) {
  return {
    ...describedMembers(row),
    Value: row.sealed === null ? (row.value ?? '') : undefined,
    Labels: [...labels],
    ValueChange: change,
  }
}
