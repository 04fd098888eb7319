import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { planChanges } from '../change-set/plan'
import { requireChangeSet, revertIntents } from '../change-set/revert'
import { wirePlan } from '../change-set/wire'
import { uuidPattern } from '../model/name'

/** What taking a change set back would do, and which names it refuses since they were changed again. */
export const checkParameterRevert = operation({
  service: 'quarterdeck',
  name: 'CheckParameterRevert',
  access: 'read',
  input: ownShape('CheckParameterRevertRequest', structure({ ChangeSetId: text({ required: true, pattern: uuidPattern }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    await requireChangeSet(ctx, input.ChangeSetId)
    const plans = await planChanges(ctx, await revertIntents(ctx, input.ChangeSetId, undefined), { lock: false })
    return { Changes: plans.map(wirePlan) }
  },
})
