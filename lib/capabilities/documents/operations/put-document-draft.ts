import { operation } from '#lib/api/operation'
import { countOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError, validationFailed } from '#lib/vocabulary/api-error'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { draftArn, draftKey, draftName, latestVersionOf, wireDraft } from '../drafts'
import { largestDraft } from '../model/draft'
import { isDocumentType } from '../model/language/description/document-types'
import { countDrafts, type Draft, insertDraft, transitionDraft } from '../store/drafts'

const shape = ownShape(
  'PutDocumentDraftRequest',
  structure({
    Name: draftName,
    Content: text({ required: true, max: largestDraft, printed: false }),
    DocumentFormat: text({ required: true, oneOf: ['JSON', 'YAML', 'TEXT'] }),
    DocumentType: text({ required: true, max: 64 }),
    /** The version it was begun from; none for a document that does not exist yet. */
    BaseVersion: text({ pattern: /[1-9][0-9]{0,8}/ }),
    /** The revision last seen; 0 to begin a draft. */
    Revision: integer({ required: true, min: 0, max: 2_000_000_000 }),
  }),
)

/** Not audited: an editor saves every few seconds. */
export const putDocumentDraft = operation({
  service: 'quarterdeck',
  name: 'PutDocumentDraft',
  access: 'write',
  audited: false,
  input: shape,
  resources: (input, ctx) => [draftArn(ctx, input.Name)],
  async handle(tx, input) {
    if (!isDocumentType(input.DocumentType)) throw validationFailed([`DocumentType: there is no ${input.DocumentType}`])
    const draft: Draft = {
      ...draftKey(tx, input.Name),
      revision: input.Revision + 1,
      baseVersion: input.BaseVersion === undefined ? null : Number(input.BaseVersion),
      type: input.DocumentType,
      format: input.DocumentFormat,
      content: input.Content,
      updatedAt: tx.clock.now(),
    }
    const isWritten = input.Revision === 0 ? await begin(tx, draft) : await transitionDraft(tx, draft, input.Revision)
    if (!isWritten) {
      throw new ApiError(
        'DraftConflict',
        `The draft of ${input.Name} is not at revision ${input.Revision}: it was changed elsewhere. Read it with GetDocumentDraft first.`,
      )
    }
    return wireDraft(draft, await latestVersionOf(tx, input.Name))
  },
})

async function begin(tx: Ctx, draft: Draft): Promise<boolean> {
  const limit = await countOf(tx, '/quarterdeck/documents/max-drafts')
  if ((await countDrafts(tx, draft.userId)) >= limit)
    throw new ApiError('DraftLimitExceeded', `You have ${limit} drafts, which is the limit: delete some.`)
  return insertDraft(tx, draft)
}
