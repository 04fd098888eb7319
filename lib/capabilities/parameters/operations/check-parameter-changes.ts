import { operation } from '#lib/api/operation'
import { ownShape, structure } from '#lib/wire/own-shape'
import { intentsOf } from '../change-set/intent'
import { planChanges } from '../change-set/plan'
import { changesField, resourcesOf } from '../change-set/request'
import { wirePlan } from '../change-set/wire'

/** What a set of changes would do to each parameter, with the rights of the caller. */
export const checkParameterChanges = operation({
  service: 'quarterdeck',
  name: 'CheckParameterChanges',
  access: 'read',
  input: ownShape('CheckParameterChangesRequest', structure({ Changes: changesField })),
  secretMembers: ['Value'],
  resources: (input, ctx) => resourcesOf(input.Changes, ctx),
  async handle(ctx, input) {
    const plans = await planChanges(ctx, await intentsOf(ctx, input.Changes), { lock: false })
    return { Changes: plans.map(wirePlan) }
  },
})
