import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { nodeArn } from '../arn'
import { announceFacts } from '../changes'
import { updateNode } from '../store/nodes'

export const updateManagedNodeName = operation({
  service: 'quarterdeck',
  name: 'UpdateManagedNodeName',
  access: 'write',
  input: ownShape(
    'UpdateManagedNodeNameRequest',
    structure({
      NodeId: text({ required: true, min: 1, max: 64 }),
      Name: text({ required: true, max: 256, pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u }),
    }),
  ),
  resources: (input, ctx) => [nodeArn(ctx, input.NodeId)],
  async handle(tx, input) {
    const node = await updateNode(tx, input.NodeId, { name: input.Name })
    await announceFacts(tx, node.id)
    return { NodeId: node.id, Name: node.name }
  },
})
