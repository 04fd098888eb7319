import type { CommandInvocation, CommandPlugin, Command as WireCommand } from '@aws-sdk/client-ssm'
import { commandMeanings, invocationMeanings, pluginStatusOf } from '#lib/vocabulary/command-status'
import type { Command } from './command'
import { counters } from './model/counts'
import { outputObject, outputUrl } from './model/output-object'
import type { StoredInvocation } from './store/invocations'
import type { ReportedStep } from './store/plugins'

const combinedOutputLimit = 2_500

export function wireCommand(command: Command): WireCommand {
  const { targetCount, completedCount, errorCount, deliveryTimedOutCount } = counters(command.counts)
  return {
    ...command.echoed,
    CommandId: command.commandId,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    Comment: command.comment,
    ExpiresAfter: command.deadlines.total,
    Parameters: mutable(command.parameters),
    InstanceIds: [...command.instanceIds],
    Targets: command.targets.map(({ Key, Values }) => ({ Key, Values: [...Values] })),
    RequestedDateTime: command.requestedAt,
    Status: commandMeanings[command.detail].status,
    StatusDetails: command.detail,
    OutputS3BucketName: command.echoed.OutputS3BucketName ?? '',
    OutputS3KeyPrefix: command.echoed.OutputS3KeyPrefix ?? '',
    MaxConcurrency: command.maxConcurrency,
    MaxErrors: command.maxErrors,
    TargetCount: targetCount,
    CompletedCount: completedCount,
    ErrorCount: errorCount,
    DeliveryTimedOutCount: deliveryTimedOutCount,
    ServiceRole: command.echoed.ServiceRole ?? '',
    NotificationConfig: command.echoed.NotificationConfig ?? { NotificationArn: '', NotificationEvents: [] },
    CloudWatchOutputConfig: command.echoed.CloudWatchOutputConfig ?? { CloudWatchOutputEnabled: false },
    TimeoutSeconds: command.timeoutSeconds,
  }
}

function mutable(parameters: Command['parameters']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]))
}

/** The steps only when details are asked for. The addresses are those of the only step, as with AWS. */
export function wireInvocation(reporting: Reporting, isDetailed: boolean): CommandInvocation {
  const { invocation, command } = reporting
  const urls = command.steps.map((step) => outputUrls(reporting, step.name))
  return {
    CommandId: command.commandId,
    InstanceId: invocation.nodeId,
    InstanceName: invocation.nodeName,
    Comment: command.comment,
    DocumentName: command.documentName,
    DocumentVersion: command.documentVersion,
    RequestedDateTime: command.requestedAt,
    Status: invocationMeanings[invocation.detail].status,
    StatusDetails: invocation.detail,
    TraceOutput: invocation.trace,
    ...(urls.length === 1 && urls[0] ? urls[0] : { StandardOutputUrl: '', StandardErrorUrl: '' }),
    CommandPlugins: isDetailed ? command.steps.map((step) => wirePlugin(step.name, reporting)) : [],
    ServiceRole: command.echoed.ServiceRole ?? '',
    NotificationConfig: command.echoed.NotificationConfig ?? { NotificationArn: '', NotificationEvents: [] },
    CloudWatchOutputConfig: command.echoed.CloudWatchOutputConfig ?? { CloudWatchOutputEnabled: false },
  }
}

export interface Reporting {
  /** Public address of the server. */
  url: string
  invocation: StoredInvocation
  command: Command
  reported: readonly ReportedStep[]
}

/** Where the whole output of an ended step can be read; empty when the command names no bucket. */
export function outputUrls({ url, invocation, command, reported }: Reporting, name: string) {
  const step = reported.find((report) => report.step === name)
  const isThere = step !== undefined && isStepEnded(step)
  const urlOf = (stream: 'stdout' | 'stderr') =>
    isThere ? outputUrl(url, outputObject(command, { nodeId: invocation.nodeId, step: name, stream })) : ''
  return { StandardOutputUrl: urlOf('stdout'), StandardErrorUrl: urlOf('stderr') }
}

function wirePlugin(name: string, reporting: Reporting): CommandPlugin {
  const { invocation, command, reported } = reporting
  const step = reported.find((report) => report.step === name)
  const status = step ? pluginStatusOf(step.status) : statusWithoutReport(invocation)
  return {
    Name: name,
    Status: status,
    StatusDetails: stepDetail(step, invocation),
    ResponseCode: step && isStepEnded(step) ? step.code : -1,
    ResponseStartDateTime: step?.startedAt,
    ResponseFinishDateTime: step?.endedAt,
    Output: step && isStepEnded(step) ? step.output.slice(0, combinedOutputLimit) : '',
    ...outputUrls(reporting, name),
    OutputS3Region: command.echoed.OutputS3Region,
    OutputS3BucketName: command.echoed.OutputS3BucketName ?? '',
    OutputS3KeyPrefix: command.echoed.OutputS3KeyPrefix ?? '',
  }
}

export function isStepEnded(step: ReportedStep): boolean {
  return pluginStatusOf(step.status) !== 'Pending' && pluginStatusOf(step.status) !== 'InProgress'
}

/** A plugin has neither Delayed nor Cancelling. */
function statusWithoutReport(invocation: StoredInvocation): NonNullable<CommandPlugin['Status']> {
  const { status } = invocationMeanings[invocation.detail]
  if (status === 'Delayed') return 'Pending'
  return status === 'Cancelling' ? 'InProgress' : status
}

export function stepDetail(step: ReportedStep | undefined, invocation: StoredInvocation): string {
  if (!step) return invocation.detail
  const status = pluginStatusOf(step.status)
  return status === 'TimedOut' ? 'ExecutionTimedOut' : status
}
