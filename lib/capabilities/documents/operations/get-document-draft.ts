import { operation } from '#lib/api/operation'
import { ownShape } from '#lib/wire/own-shape'
import { draftArn, draftKey, draftNamed, latestVersionOf, noDraft, wireDraft } from '../drafts'
import { findDraft } from '../store/drafts'

export const getDocumentDraft = operation({
  service: 'quarterdeck',
  name: 'GetDocumentDraft',
  access: 'read',
  input: ownShape('GetDocumentDraftRequest', draftNamed),
  resources: (input, ctx) => [draftArn(ctx, input.Name)],
  async handle(ctx, input) {
    const draft = await findDraft(ctx, draftKey(ctx, input.Name))
    if (!draft) throw noDraft(input.Name)
    return { ...wireDraft(draft, await latestVersionOf(ctx, input.Name)), Content: draft.content }
  },
})
