import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ownShape } from '#lib/wire/own-shape'
import { favouriteKey, favouriteNamed, favouritesChanged, favouritesOwner } from '../favourites'
import { resourceOf } from '../lookup'
import { deleteFavourite } from '../store/favourites'

/** Of what is no favourite, nothing happens. */
export const deleteFavouriteDocument = operation({
  service: 'quarterdeck',
  name: 'DeleteFavouriteDocument',
  access: 'write',
  audited: false,
  input: ownShape('DeleteFavouriteDocumentRequest', favouriteNamed),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input) {
    const userId = favouritesOwner(tx)
    const key = favouriteKey(tx, input.Name)
    await deleteFavourite(tx, userId, key)
    await append(tx, favouritesChanged(userId, key.name))
    return {}
  },
})
