import { operation } from '#lib/api/operation'
import { listManagedNodes } from '#lib/capabilities/nodes/index'
import { countOpenCommands } from '#lib/capabilities/run-command/index'
import { ownShape, structure } from '#lib/wire/own-shape'

const lost = { Filters: ['status:is:ConnectionLost'], Counts: true, MaxResults: 1 }

/** What runs, and what needs a person: the numbers beside the pages in the navigation. */
export const getNavigationCounts = operation({
  service: 'quarterdeck',
  name: 'GetNavigationCounts',
  access: 'read',
  input: ownShape('GetNavigationCountsRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    const [nodes, running] = await Promise.all([listManagedNodes.handle(ctx, lost), countOpenCommands(ctx)])
    return { NodesLost: nodes.Total ?? 0, CommandsRunning: running }
  },
})
