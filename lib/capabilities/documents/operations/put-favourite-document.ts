import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { countOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape } from '#lib/wire/own-shape'
import { favouriteNamed, favouritesChanged, favouritesOwner } from '../favourites'
import { listVisible } from '../listing'
import { requireDocument, resourceOf } from '../lookup'
import { countFavourites, deleteFavourite, insertFavourite, listFavourites } from '../store/favourites'

/** Any document that the person can see: own, shared or built-in. */
export const putFavouriteDocument = operation({
  service: 'quarterdeck',
  name: 'PutFavouriteDocument',
  access: 'write',
  audited: false,
  input: ownShape('PutFavouriteDocumentRequest', favouriteNamed),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input) {
    const userId = favouritesOwner(tx)
    const { document } = await requireDocument(tx, input.Name)
    const limit = await countOf(tx, '/quarterdeck/documents/max-favourites')
    if ((await countFavourites(tx, userId)) >= limit) await makeRoom(tx, userId, limit)
    await insertFavourite(tx, userId, { accountId: document.accountId, name: document.name })
    await append(tx, favouritesChanged(userId, document.name))
    return {}
  },
})

/** Those that nobody shares any more are not on the list, and cannot be taken off it. */
async function makeRoom(tx: Ctx, userId: string, limit: number): Promise<void> {
  const among = await listFavourites(tx, userId)
  const visible = await listVisible(tx, { filters: [], after: undefined, limit: among.length, among })
  const seen = new Set(visible.map(({ document }) => `${document.accountId}/${document.name}`))
  const unseen = among.filter(({ accountId, name }) => !seen.has(`${accountId}/${name}`))
  for (const key of unseen) await deleteFavourite(tx, userId, key)
  if (unseen.length === 0)
    throw new ApiError('LimitExceededException', `You have ${limit} favourites, which is the limit: take some off first.`)
}
