import { operation } from '#lib/api/operation'
import { list, ownShape, structure, text } from '#lib/wire/own-shape'
import { favouritesOwner } from '../favourites'
import { listVisible } from '../listing'
import { checkFilters } from '../model/filters'
import { listFavourites } from '../store/favourites'
import { identify } from '../wire'

const filter = structure({ Key: text({ required: true, min: 1, max: 128 }), Values: list(text({ max: 256 }), { max: 50 }) })

/** One's own, by name, as ListDocuments shows them and with its filters. They are few: a setting limits them. */
export const listFavouriteDocuments = operation({
  service: 'quarterdeck',
  name: 'ListFavouriteDocuments',
  access: 'read',
  input: ownShape('ListFavouriteDocumentsRequest', structure({ Filters: list(filter, { max: 6 }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    const filters = (input.Filters ?? []).map(({ Key, Values = [] }) => ({ key: Key, values: Values }))
    checkFilters(filters)
    const among = await listFavourites(ctx, favouritesOwner(ctx))
    const rows = await listVisible(ctx, { filters, after: undefined, limit: among.length, among })
    return { DocumentIdentifiers: await identify(ctx, rows) }
  },
})
