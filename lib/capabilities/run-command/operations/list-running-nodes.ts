import { operation } from '#lib/api/operation'
import { list, ownShape, structure, text } from '#lib/wire/own-shape'
import { lastLine } from '../model/last-line'
import { requireCommandId } from '../request'
import { requireCommand } from '../store/commands'
import { findInvocations } from '../store/invocations'
import { readTails } from '../store/outputs'

/** How far nodes are that run a command now: since when, and what they said last. Nodes that do not run it are left out. */
export const listRunningNodes = operation({
  service: 'quarterdeck',
  name: 'ListRunningNodes',
  access: 'read',
  input: ownShape(
    'ListRunningNodesRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      InstanceIds: list(text({ max: 64 }), { required: true, min: 1, max: 100 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const { commandId, steps } = await requireCommand(ctx, requireCommandId(input.CommandId))
    const nodeIds = [...new Set(input.InstanceIds)]
    const invocations = await findInvocations(
      ctx,
      nodeIds.map((nodeId) => ({ commandId, nodeId })),
    )
    const running = invocations.filter(({ stage }) => stage === 'accepted')
    const order = new Map(steps.map(({ name }, at) => [name, at]))
    // The last step speaks for the node, and what it says is heard before what it complains about.
    const tails = (await readTails(ctx, commandId, nodeIds)).toSorted(
      (a, b) => (order.get(a.step) ?? 0) - (order.get(b.step) ?? 0) || a.stream.localeCompare(b.stream),
    )
    const said = new Map<string, string>()
    for (const { nodeId, bytes } of tails) {
      const line = lastLine(new TextDecoder().decode(bytes))
      if (line !== '') said.set(nodeId, line)
    }
    return {
      Nodes: running.map(({ nodeId, acceptedAt }) => ({
        InstanceId: nodeId,
        StartedDateTime: acceptedAt,
        LastLine: said.get(nodeId) ?? '',
      })),
    }
  },
})
