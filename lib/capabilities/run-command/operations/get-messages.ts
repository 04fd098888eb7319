import { operation } from '#lib/api/operation'
import { requireSelf } from '#lib/capabilities/auth/index'
import { recordSignOfLife } from '#lib/capabilities/nodes/index'
import { managedInstanceArn } from '#lib/vocabulary/arn'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { pollJobs } from '../engine/poll'

/** The older transport: a long poll. A `read`, because it must not hold a transaction while it waits. */
export const getMessages = operation({
  service: 'ec2messages',
  name: 'GetMessages',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape(
    'GetMessagesRequest',
    structure({
      Destination: text({ required: true, max: 64 }),
      MessagesRequestId: text({ max: 64 }),
      VisibilityTimeoutInSeconds: integer({ min: 0 }),
    }),
  ),
  resources: (input, ctx) => [
    managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.Destination),
  ],
  async handle(ctx, input) {
    requireSelf(ctx.caller, input.Destination)
    await recordSignOfLife(ctx, input.Destination)
    const jobs = await pollJobs(ctx, input.Destination)
    return {
      Destination: input.Destination,
      Messages: jobs.map((job) => ({
        Topic: job.topic,
        Destination: input.Destination,
        MessageId: job.jobId,
        CreatedDate: job.createdAt.toISOString(),
        Payload: job.content,
      })),
      MessagesRequestId: input.MessagesRequestId,
    }
  },
})
