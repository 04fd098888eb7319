import { SendCommandRequest$, type SendCommandRequest, type SendCommandResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { documentArn, managedInstanceArn } from '#lib/vocabulary/arn'
import { sdkShape } from '#lib/wire/sdk-shape'
import { prepareCommand, sendCommand as send } from '../engine/send'
import { wireCommand } from '../wire'

export const sendCommand = operation({
  name: 'SendCommand',
  access: 'write',
  input: sdkShape<SendCommandRequest>(SendCommandRequest$),
  secretMembers: ['Parameters'],
  resources(input, ctx) {
    const place = { region: ctx.config.region, accountId: ctx.caller.accountId }
    const nodes = input.InstanceIds?.length ? input.InstanceIds : ['*']
    return [documentArn(place, input.DocumentName ?? ''), ...nodes.map((id) => managedInstanceArn(place, id))]
  },
  async handle(tx, input): Promise<SendCommandResult> {
    return { Command: wireCommand(await send(tx, await prepareCommand(tx, input))) }
  },
})
