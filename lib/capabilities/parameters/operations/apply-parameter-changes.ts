import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { applyChanges, findApplied } from '../change-set/apply'
import { intentsOf } from '../change-set/intent'
import { changesField, resourcesOf } from '../change-set/request'
import { wireChangeSet } from '../change-set/wire'
import { changeSources } from '../model/change'
import { uuidPattern } from '../model/name'

/** Makes all of the changes, or none; what is the same already gets no new version. */
export const applyParameterChanges = operation({
  service: 'quarterdeck',
  name: 'ApplyParameterChanges',
  access: 'write',
  input: ownShape(
    'ApplyParameterChangesRequest',
    structure({
      Changes: changesField,
      Title: text({ min: 1, max: 200 }),
      Source: text({ oneOf: changeSources }),
      /** Chosen by the caller: a call that is sent again finds what the first one made. */
      ChangeSetId: text({ pattern: uuidPattern }),
    }),
  ),
  secretMembers: ['Value'],
  resources: (input, ctx) => resourcesOf(input.Changes, ctx),
  async handle(tx, input) {
    const made = await findApplied(tx, input.ChangeSetId)
    if (made) return { ChangeSet: wireChangeSet(made) }
    const intents = await intentsOf(tx, input.Changes)
    const source = input.Source ?? 'edit'
    const title = input.Title ?? `${input.Changes.length} parameters`
    return { ChangeSet: wireChangeSet(await applyChanges(tx, intents, { changeSetId: input.ChangeSetId, title, source })) }
  },
})
