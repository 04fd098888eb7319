import { savedViews } from '#queries/shell/views/queries'
import { parseFilters } from '#queries/ui/filter-grammar'
import { documentFilters, ownerTabOf } from './list/document-filters'
import { documentDescription, documentPages, documentText, everyFavourite, favouriteDocuments } from './queries'

/** What the library asks for as soon as it is open at this address; the same keys as the screen makes of it. */
export function libraryFirst(params: URLSearchParams) {
  const filters = parseFilters(params.getAll('f'))
  const input = documentFilters(filters, params.get('q') ?? '')
  const list = ownerTabOf(filters) === 'favourites' ? favouriteDocuments(input) : documentPages(input)
  return [list, favouriteDocuments(everyFavourite), savedViews('documents')]
}

/** What every tab of a document begins with, and its overview shows. */
export function documentFirst(name: string) {
  return [documentDescription(name), documentText(name, { format: 'JSON' })]
}
