import { closeChannels, createChannelTokens, openChannels } from '#lib/capabilities/nodes/index'
import type { Closing, NodeName, OpenedChannel, Opening } from '#lib/capabilities/nodes/model/channel'
import type { Ctx } from '#lib/platform/context'
import { createBatcher } from './batcher'
import { gatewayLimits } from './limits'

/** What the database knows of control channels, written in batches. */
export interface Presence {
  /** `undefined` for a node that is not registered. */
  createToken(node: NodeName): Promise<string | undefined>
  /** `undefined` when the token does not fit. */
  open(opening: Opening): Promise<OpenedChannel | undefined>
  close(closing: Closing): Promise<void>
  flush(): Promise<void>
}

export function createPresence(ctx: Ctx, gatewayId: () => Promise<string>): Presence {
  const pace = { clock: ctx.clock, waitMilliseconds: gatewayLimits.tickMilliseconds, largest: gatewayLimits.rowsPerBatch }
  const tokens = createBatcher({
    ...pace,
    async run(nodes: readonly NodeName[]) {
      const made = await createChannelTokens(ctx, [...new Map(nodes.map((node) => [node.nodeId, node])).values()])
      return nodes.map(({ nodeId }) => made.get(nodeId))
    },
  })
  const openings = createBatcher({
    ...pace,
    async run(asked: readonly Opening[]) {
      const opened = await openChannels(ctx, await gatewayId(), asked)
      const byConnection = new Map(opened.map((channel) => [channel.connectionId, channel]))
      return asked.map(({ connectionId }) => byConnection.get(connectionId))
    },
  })
  const closings = createBatcher({
    ...pace,
    async run(asked: readonly Closing[]) {
      await closeChannels(ctx, asked)
      return asked.map(() => undefined)
    },
  })
  return {
    createToken: tokens.add,
    open: openings.add,
    close: closings.add,
    async flush() {
      await Promise.all([tokens.flush(), openings.flush()])
      await closings.flush()
    },
  }
}
