import { operation } from '#lib/api/operation'
import { requireSelf } from '#lib/capabilities/auth/index'
import { nodeArn } from '../arn'
import { recordHealth } from '../health'
import { parseInstanceInformation } from '../model/instance-information'

/** A `read`, because most calls write nothing: those that do open a transaction of their own. */
export const updateInstanceInformation = operation({
  name: 'UpdateInstanceInformation',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: { parse: parseInstanceInformation },
  resources: (input, ctx) => [nodeArn(ctx, input.InstanceId)],
  async handle(ctx, input) {
    requireSelf(ctx.caller, input.InstanceId)
    await recordHealth(ctx, input.InstanceId, input.report)
    return {}
  },
})
