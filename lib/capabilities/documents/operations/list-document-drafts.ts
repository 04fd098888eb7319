import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { findBuiltin } from '../catalogue'
import { draftKey, wireDraft } from '../drafts'
import { listDrafts } from '../store/drafts'

const purpose = 'ListDocumentDrafts'

/** One's own, by name, without their text. */
export const listDocumentDrafts = operation({
  service: 'quarterdeck',
  name: 'ListDocumentDrafts',
  access: 'read',
  input: ownShape('ListDocumentDraftsRequest', structure({ MaxResults: integer({ min: 1, max: 50 }), NextToken: text() })),
  resources: () => ['*'],
  async handle(ctx, input) {
    const limit = input.MaxResults ?? 50
    const [after] = decodeNextToken(purpose, input.NextToken, ['text']) ?? []
    const rows = await listDrafts(ctx, draftKey(ctx, '').userId, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ name }) => [name] })
    return {
      Drafts: page.rows.map((draft) => {
        const builtin = findBuiltin(ctx.config, draft.name)?.document
        return wireDraft(draft, builtin?.latestVersion ?? draft.latestVersion)
      }),
      NextToken: page.nextToken,
    }
  },
})
