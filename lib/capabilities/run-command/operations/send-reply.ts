import { operation } from '#lib/api/operation'
import { validationFailed } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { takeReplies } from '../engine/reports'
import { readReply } from '../model/agent-report'
import { messageResource, requireOwnJob } from '../polled-message'

export const sendReply = operation({
  service: 'ec2messages',
  name: 'SendReply',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape(
    'SendReplyRequest',
    structure({
      MessageId: text({ required: true, max: 256 }),
      Payload: text({ required: true, max: 1_000_000 }),
      ReplyId: text({ max: 64 }),
    }),
  ),
  resources: (input, ctx) => [messageResource(input.MessageId, ctx)],
  async handle(ctx, input) {
    requireOwnJob(ctx, input.MessageId)
    const reply = readReply({ jobId: input.MessageId, content: input.Payload })
    if (!reply) throw validationFailed([`Value at 'payload' is not a reply`])
    await takeReplies(ctx, [reply])
    return {}
  },
})
