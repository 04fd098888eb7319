import { operation } from '#lib/api/operation'
import { list, ownShape, structure, text } from '#lib/wire/own-shape'
import { applyChanges, findApplied } from '../change-set/apply'
import { requireChangeSet, revertIntents } from '../change-set/revert'
import { wireChangeSet } from '../change-set/wire'
import { mostChanges } from '../model/change'
import { uuidPattern } from '../model/name'

/** Puts back what was there before, as a change set of its own. */
export const revertParameterChangeSet = operation({
  service: 'quarterdeck',
  name: 'RevertParameterChangeSet',
  access: 'write',
  input: ownShape(
    'RevertParameterChangeSetRequest',
    structure({
      ChangeSetId: text({ required: true, pattern: uuidPattern }),
      /** Left out: all of it. */
      Names: list(text({ min: 1, max: 2048 }), { min: 1, max: mostChanges }),
      /** Of the change set that this makes, so that a call can be sent again. */
      NewChangeSetId: text({ pattern: uuidPattern }),
    }),
  ),
  resources: () => ['*'],
  async handle(tx, input) {
    const made = await findApplied(tx, input.NewChangeSetId)
    if (made) return { ChangeSet: wireChangeSet(made) }
    const { title } = await requireChangeSet(tx, input.ChangeSetId)
    const intents = await revertIntents(tx, input.ChangeSetId, input.Names)
    const how = { changeSetId: input.NewChangeSetId, title: `Revert: ${title}`.slice(0, 200), source: 'revert' as const }
    return { ChangeSet: wireChangeSet(await applyChanges(tx, intents, { ...how, reverts: input.ChangeSetId })) }
  },
})
