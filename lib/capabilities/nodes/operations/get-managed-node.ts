import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { nodeArn } from '../arn'
import { findHistory } from '../store/history'
import { findListedNode } from '../store/list'
import { noSuchNode } from '../store/nodes'
import { managedNodeDetail } from '../wire'

/** One node for the console; a deregistered one stays readable for 30 days. */
export const getManagedNode = operation({
  service: 'quarterdeck',
  name: 'GetManagedNode',
  access: 'read',
  input: ownShape('GetManagedNodeRequest', structure({ NodeId: text({ required: true, min: 1, max: 64 }) })),
  resources: (input, ctx) => [nodeArn(ctx, input.NodeId)],
  async handle(ctx, input) {
    const row = await findListedNode(ctx, input.NodeId)
    if (!row) throw noSuchNode(input.NodeId)
    return { Node: managedNodeDetail(row, await findHistory(ctx, input.NodeId), ctx.clock.now()) }
  },
})
