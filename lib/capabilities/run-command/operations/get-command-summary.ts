import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { counters, openCount } from '../model/counts'
import { requireCommandId } from '../request'
import { requireCommand } from '../store/commands'
import { countEndedSince } from '../store/listings'
import { wireCommand } from '../wire'

const rateSeconds = 30

/** What the live view of a run shows above its nodes. */
export const getCommandSummary = operation({
  service: 'quarterdeck',
  name: 'GetCommandSummary',
  access: 'read',
  input: ownShape('GetCommandSummaryRequest', structure({ CommandId: text({ required: true, max: 36 }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    const command = await requireCommand(ctx, requireCommandId(input.CommandId))
    const { counts } = command
    const { waiting, blocked, sent, delayed, accepted, acknowledged, ...ended } = counts
    const now = ctx.clock.now()
    const recent = await countEndedSince(ctx, command.commandId, new Date(now.getTime() - rateSeconds * 1000))
    const age = Math.max(1, Math.min(rateSeconds, (now.getTime() - command.requestedAt.getTime()) / 1000))
    const perSecond = recent / age
    return {
      Command: wireCommand(command),
      RequestedBy: command.requestedBy,
      Source: command.source,
      Steps: command.steps.map(({ name, action }) => ({ Name: name, Action: action })),
      Counts: { Pending: waiting + blocked + sent, Delayed: delayed, InProgress: accepted, ...ended },
      NeverTakenUp: counters(counts).targetCount - acknowledged,
      ConcurrencyLimit: command.limits.concurrency,
      ErrorLimit: command.limits.errors,
      ElapsedSeconds: ((command.endedAt ?? now).getTime() - command.requestedAt.getTime()) / 1000,
      EndedPerSecond: command.endedAt ? undefined : perSecond,
      /** Absent nodes are left out: nobody knows when they come back. */
      EtaSeconds: command.endedAt || perSecond === 0 ? undefined : (openCount(counts) - delayed) / perSecond,
      EndedDateTime: command.endedAt,
      DeliveryDeadline: command.deadlines.delivery,
    }
  },
})
