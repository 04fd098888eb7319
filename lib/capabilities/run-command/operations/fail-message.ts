import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { takeReplies } from '../engine/reports'
import { messageResource, requireOwnJob } from '../polled-message'

export const failMessage = operation({
  service: 'ec2messages',
  name: 'FailMessage',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape(
    'FailMessageRequest',
    structure({ MessageId: text({ required: true, max: 256 }), FailureType: text({ required: true, max: 64 }) }),
  ),
  resources: (input, ctx) => [messageResource(input.MessageId, ctx)],
  async handle(ctx, input) {
    const job = requireOwnJob(ctx, input.MessageId)
    await takeReplies(ctx, [{ job, status: 'Failed', trace: `The agent gave up: ${input.FailureType}.`, steps: [] }])
    return {}
  },
})
