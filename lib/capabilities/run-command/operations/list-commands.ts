import {
  type Command as WireCommand,
  ListCommandsRequest$,
  type ListCommandsRequest,
  type ListCommandsResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import type { Command } from '../command'
import { parseCommandFilters } from '../filters'
import { listCommands as list } from '../store/listings'
import { requireCommandId, timeInToken } from '../request'
import { wireCommand } from '../wire'

export const listCommands = operation({
  name: 'ListCommands',
  access: 'read',
  input: sdkShape<ListCommandsRequest>(ListCommandsRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<Omit<ListCommandsResult, 'Commands'> & { Commands: ListedCommand[] }> {
    const filters = parseCommandFilters(input.Filters ?? [])
    if (input.InstanceId && filters.details?.includes('Pending') && filters.details.length === 1) {
      throw new ApiError(
        'InvalidFilterKey',
        'Status=Pending cannot be combined with InstanceId: a pending command has reached no node.',
      )
    }
    const limit = input.MaxResults ?? 50
    const found = await list(ctx, {
      ...filters,
      commandId: input.CommandId && requireCommandId(input.CommandId),
      nodeId: input.InstanceId,
      from: input.NextToken ? keyOf(input.NextToken) : undefined,
      limit: limit + 1,
    })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return {
      Commands: page.map(listedCommand),
      NextToken: last && found.length > limit ? encodeToken([last.requestedAt.toISOString(), last.commandId]) : undefined,
    }
  },
})

/** Members more than AWS gives, which clients made from the public model pass over: who, with what, and when it ended. */
type ListedCommand = WireCommand & { RequestedBy?: string; Source?: string; EndedDateTime?: Date | undefined }

function listedCommand(command: Command): ListedCommand {
  return { ...wireCommand(command), RequestedBy: command.requestedBy, Source: command.source, EndedDateTime: command.endedAt }
}

function keyOf(token: string): { requestedAt: Date; commandId: string } {
  const [time = '', commandId = ''] = decodeToken(token, 2)
  return { requestedAt: timeInToken(time), commandId: requireCommandId(commandId, 'InvalidNextToken') }
}
