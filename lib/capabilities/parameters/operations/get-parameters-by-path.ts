import { GetParametersByPathRequest$, type GetParametersByPathRequest, type GetParametersByPathResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { type Condition, parseFilters } from '../model/filters'
import { parsePath } from '../model/name'
import { listValues } from '../store/listings'
import { wireValue } from '../wire'

const purpose = 'GetParametersByPath'
const byDefault = 10

/** The path itself is no part of its answer. */
export const getParametersByPath = operation({
  name: 'GetParametersByPath',
  access: 'read',
  input: sdkShape<GetParametersByPathRequest>(GetParametersByPathRequest$),
  resources: (input, ctx) => [arnOf(ctx, input.Path)],
  async handle(ctx, input): Promise<GetParametersByPathResult> {
    const path: Condition = { kind: 'path', recursive: input.Recursive ?? false, paths: [parsePath(input.Path ?? '')] }
    const conditions = [path, ...parseFilters(input.ParameterFilters ?? [], purpose)]
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listValues(ctx, { conditions, after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    const wanted = { accountId: ctx.caller.accountId, decrypt: input.WithDecryption ?? false }
    const Parameters = await Promise.all(page.rows.map((row) => wireValue(ctx, row, wanted)))
    return { Parameters, NextToken: page.nextToken }
  },
})
