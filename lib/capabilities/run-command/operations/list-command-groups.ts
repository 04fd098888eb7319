import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { invocationMeanings } from '#lib/vocabulary/command-status'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { namesOfNodes } from '../engine/node-names'
import { findStepOutput } from '../engine/step-output'
import type { Command } from '../command'
import { groupTargetKey } from '../model/command-targets'
import { openCount } from '../model/counts'
import { requireCommandId } from '../request'
import { requireCommand } from '../store/commands'
import { findInvocations } from '../store/invocations'
import { listOutputGroups } from '../store/output-groups'

const sampleNodes = 50
const sampleBytes = 4 * 1024

/** Ended invocations by what they said and how they exited, the most frequent first. Colours, space at line ends, and what names a node do not count. */
export const listCommandGroups = operation({
  service: 'quarterdeck',
  name: 'ListCommandGroups',
  access: 'read',
  input: ownShape(
    'ListCommandGroupsRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      /** `Exact`: names of nodes, ids, addresses and times count too. */
      Likeness: text({ oneOf: ['Alike', 'Exact'] }),
      MaxResults: integer({ min: 1, max: 100 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const command = await requireCommand(ctx, requireCommandId(input.CommandId))
    const limit = input.MaxResults ?? 20
    const likeness = input.Likeness === 'Exact' ? 'exact' : 'alike'
    const groups = await listOutputGroups(ctx, command.commandId, { likeness, samples: sampleNodes, limit: limit + 1 })
    return {
      Groups: await Promise.all(
        groups.slice(0, limit).map(async (group) => ({
          GroupId: group.groupId,
          Count: group.count,
          Status: invocationMeanings[group.detail].status,
          StatusDetails: group.detail,
          ResponseCode: group.code,
          InstanceIds: [...group.nodeIds],
          /** SendCommand takes it in Targets: all nodes of the group, however many. */
          Target: { Key: groupTargetKey(command.commandId), Values: [group.groupId] },
          Sample: await sampleOf(ctx, command, group.nodeIds[0]),
        })),
      ),
      /** More groups than these: nearly every node said something else. */
      More: groups.length > limit,
      OpenCount: openCount(command.counts),
    }
  },
})

async function sampleOf(ctx: Ctx, command: Command, nodeId: string | undefined) {
  const [invocation] = nodeId ? await findInvocations(ctx, [{ commandId: command.commandId, nodeId }]) : []
  const step = command.steps.at(-1)
  if (!invocation || !step) return undefined
  const read = async (stream: 'stdout' | 'stderr') => {
    const output = await findStepOutput(ctx, invocation, { step: step.name, stream })
    return new TextDecoder().decode(await output.read({ start: 0, end: sampleBytes }))
  }
  const names = (await namesOfNodes(ctx, [invocation])).get(invocation.nodeId)?.names ?? []
  return {
    InstanceId: invocation.nodeId,
    /** What the node is called: these words do not count when groups are alike. */
    Names: names.filter((name) => name !== ''),
    PluginName: step.name,
    StandardOutput: await read('stdout'),
    StandardError: await read('stderr'),
  }
}
