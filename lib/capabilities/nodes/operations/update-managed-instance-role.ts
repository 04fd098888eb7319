import {
  UpdateManagedInstanceRoleRequest$,
  type UpdateManagedInstanceRoleRequest,
  type UpdateManagedInstanceRoleResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { nodeArn } from '../arn'
import { announceFacts } from '../changes'
import { updateNode } from '../store/nodes'

export const updateManagedInstanceRole = operation({
  name: 'UpdateManagedInstanceRole',
  access: 'write',
  input: sdkShape<UpdateManagedInstanceRoleRequest>(UpdateManagedInstanceRoleRequest$),
  resources: (input, ctx) => [nodeArn(ctx, input.InstanceId ?? '')],
  async handle(tx, input): Promise<UpdateManagedInstanceRoleResult> {
    const node = await updateNode(tx, input.InstanceId ?? '', { iamRole: input.IamRole ?? '' })
    await announceFacts(tx, node.id)
    return {}
  },
})
