import { operation } from '#lib/api/operation'
import { requireSelf } from '#lib/capabilities/auth/index'
import { managedInstanceArn } from '#lib/vocabulary/arn'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'

/** What an agent asks for every ten minutes. */
export const listInstanceAssociations = operation({
  name: 'ListInstanceAssociations',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape(
    'ListInstanceAssociationsRequest',
    structure({
      InstanceId: text({ required: true, pattern: /m?i-[0-9a-f]{8,17}/ }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 1024 }),
    }),
  ),
  resources: (input, ctx) => [
    managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.InstanceId),
  ],
  async handle(ctx, input): Promise<{ Associations: never[] }> {
    requireSelf(ctx.caller, input.InstanceId)
    return { Associations: [] }
  },
})
