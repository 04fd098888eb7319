import { CancelCommandRequest$, type CancelCommandRequest, type CancelCommandResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { cancelInvocations } from '../engine/cancel'
import { openLedgers } from '../engine/ledger'
import { requireDistinct } from '../send-request'
import { requireCommandId } from '../request'
import { findInvocations } from '../store/invocations'

/** Best effort: what a node runs already is asked to stop. A command that has ended stays as it is. */
export const cancelCommand = operation({
  name: 'CancelCommand',
  access: 'write',
  input: sdkShape<CancelCommandRequest>(CancelCommandRequest$),
  resources: () => ['*'],
  async handle(tx, input): Promise<CancelCommandResult> {
    const commandId = requireCommandId(input.CommandId ?? '')
    const nodeIds = input.InstanceIds?.length ? input.InstanceIds : undefined
    requireDistinct(nodeIds ?? [])
    const ledger = (await openLedgers(tx, [commandId])).get(commandId)
    if (!ledger) throw new ApiError('InvalidCommandId', `There is no command ${commandId}.`)
    const addressed = await findInvocations(
      tx,
      (nodeIds ?? []).map((nodeId) => ({ commandId, nodeId })),
    )
    const unknown = nodeIds?.find((nodeId) => !addressed.some((invocation) => invocation.nodeId === nodeId))
    if (unknown !== undefined) throw new ApiError('InvalidInstanceId', `The command was not sent to ${unknown}.`)
    await cancelInvocations(tx, ledger, nodeIds)
    return {}
  },
})
