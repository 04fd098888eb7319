import type { Command, CommandInvocation } from '@aws-sdk/client-ssm'
import type { Wire } from '#lib/api/operation'
import { fromTargets, noTargets, type TargetChoice } from '#queries/ui/targets'
import { type CommandDraft, emptyDraft, type RerunChoice } from './command-draft'

type WireCommand = Wire<Command>
export type WireInvocation = Pick<Wire<CommandInvocation>, 'InstanceId' | 'StatusDetails'>

/** Ran, and did not do what was asked. */
const failedDetails = new Set(['Failed', 'ExecutionTimedOut'])
/** Never ran there: not delivered in time, cut off by the error threshold, cancelled before it began. */
const notRunDetails = new Set(['DeliveryTimedOut', 'Terminated', 'Undeliverable', 'Cancelled'])

/** The same as filters of ListCommandInvocations; its `TimedOut` means both kinds, and `nodesToRerun` tells them apart. */
export const rerunFilters = {
  failed: ['Failed', 'TimedOut'],
  'not-run': ['TimedOut', 'Terminated', 'Undeliverable', 'Cancelled'],
} as const

/** Which nodes "run again" means: always nodes, never steps. `InvalidPlatform` is in neither, it would only be skipped again. */
export function nodesToRerun(which: 'failed' | 'not-run', invocations: readonly WireInvocation[]): string[] {
  const wanted = which === 'failed' ? failedDetails : notRunDetails
  return invocations.flatMap(({ InstanceId, StatusDetails }) =>
    InstanceId && wanted.has((StatusDetails ?? '').replaceAll(' ', '')) ? [InstanceId] : [],
  )
}

/** The same values, opened for editing: nothing is sent before the person presses Send. */
export function draftFrom(command: WireCommand, which: RerunChoice, nodeIds: readonly string[]): CommandDraft {
  const everybody = which === 'all' || which === 'edit'
  return {
    ...emptyDraft,
    document: command.DocumentName ?? emptyDraft.document,
    version: command.DocumentVersion || '$DEFAULT',
    parameters: { ...command.Parameters },
    targets: everybody ? targetsOf(command) : named(nodeIds),
    rate: {
      concurrency: command.MaxConcurrency || emptyDraft.rate.concurrency,
      errors: command.MaxErrors || emptyDraft.rate.errors,
    },
    comment: command.Comment ?? '',
    timeoutSeconds: String(command.TimeoutSeconds ?? emptyDraft.timeoutSeconds),
    outputBucket: command.OutputS3BucketName ?? '',
    outputPrefix: command.OutputS3KeyPrefix ?? '',
    logGroup: command.CloudWatchOutputConfig?.CloudWatchLogGroupName ?? '',
    origin: command.CommandId ? { commandId: command.CommandId, which } : undefined,
  }
}

/** As they were written, not the nodes that they meant then. */
function targetsOf({ InstanceIds = [], Targets = [] }: WireCommand): TargetChoice {
  return InstanceIds.length > 0 ? named(InstanceIds) : fromTargets(Targets)
}

function named(nodeIds: readonly string[]): TargetChoice {
  return { ...noTargets, nodeIds: [...nodeIds] }
}

const choiceWords: Record<RerunChoice, string> = {
  all: 'on all targets',
  failed: 'on failed nodes',
  'not-run': 'on nodes that did not run it',
  edit: 'with these values',
}

export function rerunTitle({ which }: { which: RerunChoice }): string {
  return `Run again ${choiceWords[which]}`
}

export function parseRerun(from: string): { commandId: string; which: RerunChoice } | undefined {
  const [commandId = '', which = 'edit'] = from.split(':')
  if (!/^[0-9a-f-]{36}$/.test(commandId)) return undefined
  return { commandId, which: which === 'all' || which === 'failed' || which === 'not-run' ? which : 'edit' }
}

export function rerunHref(commandId: string, which: RerunChoice): string {
  return `/commands/new?from=${commandId}:${which}`
}
