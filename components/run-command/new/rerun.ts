import type { Command, CommandInvocation } from '@aws-sdk/client-ssm'
import type { Wire } from '#lib/api/operation'
import { statusTargetKey } from '#lib/capabilities/run-command/model/command-targets'
import { fromTargets, noTargets, type TargetChoice } from '#queries/ui/targets'
import type { DetailCounts } from '../run-progress'
import { type CommandDraft, emptyDraft, type RerunChoice } from './command-draft'

type WireCommand = Wire<Command>
export type WireInvocation = Pick<Wire<CommandInvocation>, 'InstanceId' | 'StatusDetails'>

export type Subset = Exclude<RerunChoice, 'all' | 'edit'>

/** Ran, and did not do what was asked. */
const failed = ['Failed', 'ExecutionTimedOut'] as const
/** Never ran there: not delivered in time, cut off by the error threshold, cancelled before it began. */
const notRun = ['DeliveryTimedOut', 'Terminated', 'Undeliverable', 'Cancelled'] as const

/** Which nodes "run again" means: always nodes, never steps. `InvalidPlatform` is in none, it would only be skipped again. */
export const rerunDetails: Record<Subset, readonly (typeof failed | typeof notRun)[number][]> = {
  failed,
  'not-run': notRun,
  unsuccessful: [...failed, ...notRun],
}

export function countToRerun(which: Subset, counts: DetailCounts): number {
  return rerunDetails[which].reduce((sum, detail) => sum + counts[detail], 0)
}

export function nodesToRerun(which: Subset, invocations: readonly WireInvocation[]): string[] {
  const wanted = new Set<string>(rerunDetails[which])
  return invocations.flatMap(({ InstanceId, StatusDetails }) =>
    InstanceId && wanted.has((StatusDetails ?? '').replaceAll(' ', '')) ? [InstanceId] : [],
  )
}

/** Few nodes are named, so that they can be edited; the server looks up many when the command is sent. */
export function subsetTargets(commandId: string, which: Subset): TargetChoice {
  return fromTargets([{ Key: statusTargetKey(commandId), Values: [...rerunDetails[which]] }])
}

/** The same values, opened for editing: nothing is sent before the person presses Send. */
export function draftFrom(command: WireCommand, which: RerunChoice, targets?: TargetChoice): CommandDraft {
  return {
    ...emptyDraft,
    document: command.DocumentName ?? emptyDraft.document,
    version: command.DocumentVersion || '$DEFAULT',
    parameters: { ...command.Parameters },
    targets: targets ?? targetsOf(command),
    rate: {
      concurrency: command.MaxConcurrency || emptyDraft.rate.concurrency,
      errors: command.MaxErrors || emptyDraft.rate.errors,
    },
    comment: command.Comment ?? '',
    timeoutSeconds: String(command.TimeoutSeconds ?? emptyDraft.timeoutSeconds),
    outputBucket: command.OutputS3BucketName ?? '',
    outputPrefix: command.OutputS3KeyPrefix ?? '',
    outputRegion: command.OutputS3Region ?? '',
    notification: notificationFrom(command),
    logGroup: command.CloudWatchOutputConfig?.CloudWatchLogGroupName ?? '',
    origin: command.CommandId ? { commandId: command.CommandId, which } : undefined,
  }
}

function notificationFrom({ NotificationConfig, ServiceRole }: WireCommand): CommandDraft['notification'] {
  if (!NotificationConfig?.NotificationArn) return emptyDraft.notification
  const { NotificationArn, NotificationEvents = [], NotificationType = 'Command' } = NotificationConfig
  return { topicArn: NotificationArn, roleArn: ServiceRole ?? '', events: NotificationEvents, type: NotificationType }
}

/** As they were written, not the nodes that they meant then. */
function targetsOf({ InstanceIds = [], Targets = [] }: WireCommand): TargetChoice {
  return InstanceIds.length > 0 ? named(InstanceIds) : fromTargets(Targets)
}

export function named(nodeIds: readonly string[]): TargetChoice {
  return { ...noTargets, nodeIds: [...nodeIds] }
}

const choiceWords: Record<RerunChoice, string> = {
  all: 'on all targets',
  failed: 'on failed nodes',
  'not-run': 'on nodes that did not run it',
  unsuccessful: 'on nodes that failed or did not run it',
  edit: 'with these values',
}

export function rerunTitle({ which }: { which: RerunChoice }): string {
  return `Run again ${choiceWords[which]}`
}

export function parseRerun(from: string): { commandId: string; which: RerunChoice } | undefined {
  const [commandId = '', which = 'edit'] = from.split(':')
  if (!/^[0-9a-f-]{36}$/.test(commandId)) return undefined
  const known = (Object.keys(choiceWords) as RerunChoice[]).find((choice) => choice === which)
  return { commandId, which: known ?? 'edit' }
}

export function rerunHref(commandId: string, which: RerunChoice): string {
  return `/commands/new?from=${commandId}:${which}`
}
