import { ListNodesRequest$, type ListNodesRequest, type ListNodesResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { listPublicNodes } from '../store/nodes'
import { nodeConditions } from '../node-request'
import { nodeOfList } from '../wire'

const defaultPage = 50

export const listNodes = operation({
  name: 'ListNodes',
  access: 'read',
  input: sdkShape<ListNodesRequest>(ListNodesRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListNodesResult> {
    const [after] = decodeNextToken('ListNodes', input.NextToken, ['text']) ?? []
    const limit = input.MaxResults ?? defaultPage
    const found = await listPublicNodes(ctx, nodeConditions(ctx, input), { after, limit: limit + 1 })
    const { rows, nextToken } = pageOf('ListNodes', found, { limit, key: (row) => [row.id] })
    return { Nodes: rows.map((row) => nodeOfList(ctx, row)), NextToken: nextToken }
  },
})
