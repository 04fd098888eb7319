import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { messageResource, requireOwnJob } from '../polled-message'

/** Nothing is kept apart from the invocation, so there is nothing to delete. */
export const deleteMessage = operation({
  service: 'ec2messages',
  name: 'DeleteMessage',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape('DeleteMessageRequest', structure({ MessageId: text({ required: true, max: 256 }) })),
  resources: (input, ctx) => [messageResource(input.MessageId, ctx)],
  async handle(ctx, input) {
    requireOwnJob(ctx, input.MessageId)
    return {}
  },
})
