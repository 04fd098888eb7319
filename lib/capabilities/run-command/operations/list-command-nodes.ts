import { operation } from '#lib/api/operation'
import { invocationDetails } from '#lib/vocabulary/command-status'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { integer, list, ownShape, structure, text } from '#lib/wire/own-shape'
import { nodeIdInToken, requireCommandId } from '../request'
import { requireCommand } from '../store/commands'
import { listCommandNodes as listNodes } from '../store/listings'

const mostNodes = 1_000

/** Which nodes a command has and how far each is, a thousand at a time: what ListCommandInvocations tells without what was said. */
export const listCommandNodes = operation({
  service: 'quarterdeck',
  name: 'ListCommandNodes',
  access: 'read',
  input: ownShape(
    'ListCommandNodesRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      StatusDetails: list(text({ oneOf: invocationDetails }), { max: invocationDetails.length }),
      MaxResults: integer({ min: 1, max: mostNodes }),
      NextToken: text({ max: 1024 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const { commandId } = await requireCommand(ctx, requireCommandId(input.CommandId))
    const [after = ''] = input.NextToken ? decodeToken(input.NextToken, 1) : []
    const limit = input.MaxResults ?? mostNodes
    const page = { details: input.StatusDetails, after: nodeIdInToken(after), limit: limit + 1 }
    const found = await listNodes(ctx, commandId, page)
    const nodes = found.slice(0, limit)
    const last = nodes.at(-1)
    return {
      Nodes: nodes.map(({ nodeId, nodeName, detail, startedAt }) => ({
        InstanceId: nodeId,
        InstanceName: nodeName,
        StatusDetails: detail,
        StartedDateTime: startedAt,
      })),
      NextToken: last && found.length > limit ? encodeToken([last.nodeId]) : undefined,
    }
  },
})
