import { operation } from '#lib/api/operation'
import { ownShape } from '#lib/wire/own-shape'
import { draftArn, draftKey, draftNamed, noDraft } from '../drafts'
import { deleteDraft } from '../store/drafts'

export const deleteDocumentDraft = operation({
  service: 'quarterdeck',
  name: 'DeleteDocumentDraft',
  access: 'write',
  input: ownShape('DeleteDocumentDraftRequest', draftNamed),
  resources: (input, ctx) => [draftArn(ctx, input.Name)],
  async handle(tx, input) {
    if (!(await deleteDraft(tx, draftKey(tx, input.Name)))) throw noDraft(input.Name)
    return {}
  },
})
