import {
  ListCommandInvocationsRequest$,
  type ListCommandInvocationsRequest,
  type ListCommandInvocationsResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { parseInvocationFilters } from '../filters'
import { nodeIdInToken, requireCommandId, timeInToken } from '../request'
import { findCommands } from '../store/commands'
import type { StoredInvocation } from '../store/invocations'
import { listInvocations } from '../store/listings'
import { listPluginsOf } from '../store/plugins'
import { wireInvocation } from '../wire'

export const listCommandInvocations = operation({
  name: 'ListCommandInvocations',
  access: 'read',
  input: sdkShape<ListCommandInvocationsRequest>(ListCommandInvocationsRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListCommandInvocationsResult> {
    const limit = input.MaxResults ?? 50
    const found = await listInvocations(ctx, {
      ...parseInvocationFilters(input.Filters ?? []),
      commandId: input.CommandId && requireCommandId(input.CommandId),
      nodeId: input.InstanceId,
      from: input.NextToken ? keyOf(input.NextToken) : undefined,
      limit: limit + 1,
    })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return {
      CommandInvocations: await wireAll(ctx, page, input.Details ?? false),
      NextToken: last && found.length > limit ? tokenOf(last) : undefined,
    }
  },
})

function tokenOf({ requestedAt, commandId, nodeId }: StoredInvocation): string {
  return encodeToken([requestedAt.toISOString(), commandId, nodeId])
}

function keyOf(token: string): { requestedAt: Date; commandId: string; nodeId: string } {
  const [time = '', commandId = '', nodeId = ''] = decodeToken(token, 3)
  return {
    requestedAt: timeInToken(time),
    commandId: requireCommandId(commandId, 'InvalidNextToken'),
    nodeId: nodeIdInToken(nodeId),
  }
}

async function wireAll(ctx: Ctx, page: readonly StoredInvocation[], withDetails: boolean) {
  const commands = await findCommands(ctx, [...new Set(page.map((invocation) => invocation.commandId))])
  const needsSteps = withDetails || [...commands.values()].some((command) => command.echoed.OutputS3BucketName)
  const steps = needsSteps ? await listPluginsOf(ctx, page) : []
  return page.flatMap((invocation) => {
    const command = commands.get(invocation.commandId)
    const reported = steps.filter((step) => step.commandId === invocation.commandId && step.nodeId === invocation.nodeId)
    return command ? [wireInvocation({ url: ctx.config.url, invocation, command, reported }, withDetails)] : []
  })
}
