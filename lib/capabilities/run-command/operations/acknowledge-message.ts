import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { takeAcks } from '../engine/reports'
import { messageResource, requireOwnJob } from '../polled-message'

export const acknowledgeMessage = operation({
  service: 'ec2messages',
  name: 'AcknowledgeMessage',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape('AcknowledgeMessageRequest', structure({ MessageId: text({ required: true, max: 256 }) })),
  resources: (input, ctx) => [messageResource(input.MessageId, ctx)],
  async handle(ctx, input) {
    await takeAcks(ctx, [{ job: requireOwnJob(ctx, input.MessageId), code: '200', message: '' }])
    return {}
  },
})
