import { operation } from '#lib/api/operation'
import { countInState } from '#lib/capabilities/nodes/index'
import { countOpenCommands } from '#lib/capabilities/run-command/index'
import { ownShape, structure } from '#lib/wire/own-shape'

/** What runs, and what needs a person: the numbers beside the pages in the navigation. */
export const getNavigationCounts = operation({
  service: 'quarterdeck',
  name: 'GetNavigationCounts',
  access: 'read',
  input: ownShape('GetNavigationCountsRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    const [lost, running] = await Promise.all([countInState(ctx, 'ConnectionLost'), countOpenCommands(ctx)])
    return { NodesLost: lost, CommandsRunning: running }
  },
})
