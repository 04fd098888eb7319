import {
  DeregisterManagedInstanceRequest$,
  type DeregisterManagedInstanceRequest,
  type DeregisterManagedInstanceResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { nodeArn } from '../arn'
import { deregisterNode } from '../registration'

export const deregisterManagedInstance = operation({
  name: 'DeregisterManagedInstance',
  access: 'write',
  input: sdkShape<DeregisterManagedInstanceRequest>(DeregisterManagedInstanceRequest$),
  resources: (input, ctx) => [nodeArn(ctx, input.InstanceId ?? '')],
  async handle(tx, input): Promise<DeregisterManagedInstanceResult> {
    await deregisterNode(tx, input.InstanceId ?? '', tx.caller.kind === 'user' ? tx.caller.email : tx.caller.kind)
    return {}
  },
})
