import { GetParameterHistoryRequest$, type GetParameterHistoryRequest, type GetParameterHistoryResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { requireParameter } from '../find'
import { labelsByVersion } from '../store/labels'
import { listVersionRows } from '../store/parameters'
import { wireVersion } from '../wire'

const purpose = 'GetParameterHistory'
const byDefault = 50

export const getParameterHistory = operation({
  name: 'GetParameterHistory',
  access: 'read',
  input: sdkShape<GetParameterHistoryRequest>(GetParameterHistoryRequest$),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(ctx, input): Promise<GetParameterHistoryResult> {
    const { key, name } = await requireParameter(ctx, input.Name ?? '')
    const after = decodeNextToken(purpose, input.NextToken, ['number'])?.[0] ?? 0
    const limit = input.MaxResults ?? byDefault
    const rows = await listVersionRows(ctx, key, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ version }) => [version] })
    const labels = await labelsByVersion(ctx, key)
    const decrypt = input.WithDecryption ?? false
    const Parameters = await Promise.all(
      page.rows.map((row) => wireVersion(ctx, row, { name, labels: labels.get(row.version) ?? [], decrypt })),
    )
    return { Parameters, NextToken: page.nextToken }
  },
})
