import { ListNodesRequest$, type ListNodesRequest, type ListNodesResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { afterId, pageOf } from '../page'
import { listNodeRows } from '../store/nodes'
import { nodeConditions } from '../node-request'
import { nodeOfList } from '../wire'

const defaultPage = 50

export const listNodes = operation({
  name: 'ListNodes',
  access: 'read',
  input: sdkShape<ListNodesRequest>(ListNodesRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListNodesResult> {
    const limit = input.MaxResults ?? defaultPage
    const found = await listNodeRows(ctx, nodeConditions(ctx, input), { after: afterId(input.NextToken), limit: limit + 1 })
    const { rows, ...next } = pageOf(found, limit, (last) => [last.id])
    return { Nodes: rows.map((row) => nodeOfList(ctx, row)), ...next }
  },
})
