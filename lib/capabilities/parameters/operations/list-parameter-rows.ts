import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, list, ownShape, structure, text } from '#lib/wire/own-shape'
import { parseFilters } from '../model/filters'
import { listParameters } from '../store/listings'
import { listExtras, type RowExtras } from '../store/rows'
import { wireMetadata } from '../wire'

const purpose = 'ListParameterRows'
const byDefault = 50
const valueByDefault = 256
const usesTo = 100

/** DescribeParameters with what a person wants to see beside it: values in clear, labels, and how many things use each. */
export const listParameterRows = operation({
  service: 'quarterdeck',
  name: 'ListParameterRows',
  access: 'read',
  input: ownShape(
    'ListParameterRowsRequest',
    structure({
      ParameterFilters: list(
        structure({
          Key: text({ required: true, min: 1, max: 132 }),
          Option: text({ min: 1, max: 10 }),
          Values: list(text({ min: 1, max: 1024 }), { min: 1, max: 50 }),
        }),
        { max: 50 },
      ),
      /** Characters of each value. */
      MaxValueLength: integer({ min: 1, max: 8192 }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const conditions = parseFilters(input.ParameterFilters ?? [], 'DescribeParameters')
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listParameters(ctx, { conditions, after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    const valueTo = input.MaxValueLength ?? valueByDefault
    const extras = await listExtras(
      ctx,
      page.rows.map(({ key }) => key),
      { valueTo: valueTo + 1, usesTo: usesTo + 1 },
    )
    const Parameters = page.rows.map((row) => ({ ...wireMetadata(ctx, row), ...wireExtras(extras.get(row.key), valueTo) }))
    return { Parameters, NextToken: page.nextToken }
  },
})

/** Gone since the list was read: nothing to say. */
function wireExtras({ value = null, labels = [], uses = 0 }: Partial<RowExtras> = {}, valueTo: number) {
  return {
    Value: value === null ? undefined : value.slice(0, valueTo),
    /** The value is longer than what is shown. */
    IsCut: value !== null && value.length > valueTo,
    Labels: labels.map(({ label, version }) => ({ Label: label, Version: version })),
    /** Things that referred to it in 90 days. */
    UseCount: Math.min(uses, usesTo),
    HasMoreUses: uses > usesTo,
  }
}
