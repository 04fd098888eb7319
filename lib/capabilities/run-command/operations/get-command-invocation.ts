import {
  GetCommandInvocationRequest$,
  type GetCommandInvocationRequest,
  type GetCommandInvocationResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { managedInstanceArn } from '#lib/vocabulary/arn'
import { invocationMeanings, pluginStatusOf } from '#lib/vocabulary/command-status'
import { sdkShape } from '#lib/wire/sdk-shape'
import { readTextRange } from '../engine/read-output'
import { requireInvocation, requireStep } from '../invocation-step'
import { iso8601Duration } from '../model/elapsed'
import { findStream } from '../store/outputs'
import { listPlugins, type ReportedStep } from '../store/plugins'
import { isStepEnded, outputUrls, stepDetail } from '../wire'

const outputLimit = 24_000
const errorLimit = 8_000

/** Of one step. The output is there when the step has ended, and is its beginning. */
export const getCommandInvocation = operation({
  name: 'GetCommandInvocation',
  access: 'read',
  input: sdkShape<GetCommandInvocationRequest>(GetCommandInvocationRequest$),
  resources: (input, ctx) => [
    managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.InstanceId ?? ''),
  ],
  async handle(ctx, input): Promise<GetCommandInvocationResult> {
    const { command, invocation } = await requireInvocation(ctx, input.CommandId ?? '', input.InstanceId ?? '')
    const name = requireStep(command, input.PluginName).name
    const step = (await listPlugins(ctx, command.commandId, invocation.nodeId)).find((report) => report.step === name)
    return {
      CommandId: command.commandId,
      InstanceId: invocation.nodeId,
      Comment: command.comment,
      DocumentName: command.documentName,
      DocumentVersion: command.documentVersion,
      PluginName: name,
      Status: step ? pluginStatusOf(step.status) : invocationMeanings[invocation.detail].status,
      StatusDetails: stepDetail(step, invocation),
      ResponseCode: step && isStepEnded(step) ? step.code : -1,
      ...timesOf(step),
      ...(await outputsOf(ctx, step)),
      ...outputUrls({ url: ctx.config.url, command, invocation, reported: step ? [step] : [] }, name),
      CloudWatchOutputConfig: command.echoed.CloudWatchOutputConfig ?? {
        CloudWatchLogGroupName: '',
        CloudWatchOutputEnabled: false,
      },
    }
  },
})

function timesOf(step: ReportedStep | undefined) {
  const { startedAt, endedAt } = step ?? {}
  return {
    ExecutionStartDateTime: startedAt?.toISOString() ?? '',
    ExecutionEndDateTime: endedAt?.toISOString() ?? '',
    ExecutionElapsedTime: startedAt && endedAt ? iso8601Duration(endedAt.getTime() - startedAt.getTime()) : '',
  }
}

async function outputsOf(ctx: Ctx, step: ReportedStep | undefined) {
  if (!step || !isStepEnded(step)) return { StandardOutputContent: '', StandardErrorContent: '' }
  return {
    StandardOutputContent: await beginning(ctx, step, { stream: 'stdout', limit: outputLimit }),
    StandardErrorContent: await beginning(ctx, step, { stream: 'stderr', limit: errorLimit }),
  }
}

/** An agent that streams may leave the reply empty. */
async function beginning(
  ctx: Ctx,
  step: ReportedStep,
  { stream, limit }: { stream: 'stdout' | 'stderr'; limit: number },
): Promise<string> {
  const replied = stream === 'stdout' ? step.standardOutput : step.standardError
  if (replied !== '') return replied.slice(0, limit)
  const streamed = await findStream(ctx, { ...step, stream })
  return streamed ? (await readTextRange(ctx, streamed, { start: 0, maxBytes: limit })).text : ''
}
