import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { requireDocument, resourceOf } from '../lookup'
import { listRequiring } from '../store/documents'
import { listUses } from '../store/uses'

const most = 100

/** Who would notice if the document changed or went: what uses it now, and the documents that require it. */
export const listDocumentUses = operation({
  service: 'quarterdeck',
  name: 'ListDocumentUses',
  access: 'read',
  input: ownShape('ListDocumentUsesRequest', structure({ Name: text({ required: true, max: 1024 }) })),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(ctx, input) {
    const { document } = await requireDocument(ctx, input.Name)
    const isOwn = document.accountId === ctx.caller.accountId
    const uses = isOwn ? await listUses(ctx, document, { versions: undefined, limit: most + 1 }) : []
    return {
      Uses: uses.slice(0, most).map(({ kind, id, version }) => ({ Kind: kind, Id: id, DocumentVersion: version })),
      /** True when there are more than were listed. */
      IsCut: uses.length > most,
      RequiredBy: isOwn ? [...(await listRequiring(ctx, document, most))] : [],
    }
  },
})
