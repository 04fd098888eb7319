'use client'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { useHeldRows } from '#queries/ui/table/use-held-rows'
import { useListState } from '#queries/ui/use-url-state'
import type { DocumentIdentifier, DocumentOutcome } from '../own-operations'
import { allDocumentPages, documentOutcomes, documentPages, favouriteDocuments, fetchOutcomes } from '../queries'
import { documentFilters, ownerTabOf } from './document-filters'

export interface LibraryRow extends DocumentIdentifier {
  outcome?: DocumentOutcome | undefined
}

/** The list as the address asks for it, with how each document's runs went, and rows that wait to be shown. */
export function useLibrary() {
  useTopics(topics)
  const list = useListState()
  const owner = ownerTabOf(list.filters)
  const input = useMemo(() => documentFilters(list.filters, list.query), [list.filters, list.query])
  const isFavourites = owner === 'favourites'
  const pages = useInfiniteQuery({ ...documentPages(input), placeholderData: keepPreviousData, enabled: !isFavourites })
  const favourites = useQuery({ ...favouriteDocuments(input), placeholderData: keepPreviousData, enabled: isFavourites })
  const loaded = useMemo(
    () =>
      isFavourites
        ? (favourites.data?.DocumentIdentifiers ?? none)
        : (pages.data?.pages.flatMap((page) => page.DocumentIdentifiers ?? []) ?? none),
    [isFavourites, favourites.data, pages.data],
  )
  const shown = isFavourites ? favourites : pages
  const key = `${owner} ${JSON.stringify(input)}`
  const held = useHeldRows(
    loaded,
    idOf,
    `${key} ${pages.data?.pages.length ?? 0} ${shown.isPlaceholderData} ${shown.isFetchedAfterMount}`,
  )
  const outcomes = useOutcomes(held.rows)
  const rows = useMemo(() => held.rows.map((row) => withOutcome(row, outcomes)), [held.rows, outcomes])
  return {
    ...list,
    ...held,
    rows,
    owner,
    key,
    pages: shown,
    hasMore: !isFavourites && pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    /** The call of this page, and the names of all that match, wherever they are. */
    request: isFavourites
      ? { service: 'quarterdeck', operation: 'ListFavouriteDocuments', input }
      : { service: 'ssm', operation: 'ListDocuments', input },
    fetchNames: async () => (isFavourites ? loaded.map(idOf) : namesOf(allDocumentPages(input))),
    fetchPages: isFavourites ? undefined : () => withOutcomes(allDocumentPages(input)),
  }
}

const topics = ['documents', 'commands']
const none: readonly DocumentIdentifier[] = []
/** What one call of ListDocumentOutcomes takes; rows further down say nothing. */
const mostNames = 1_000

function idOf({ Name = '' }: DocumentIdentifier): string {
  return Name
}

type Outcomes = ReadonlyMap<string, DocumentOutcome>

function useOutcomes(rows: readonly DocumentIdentifier[]): Outcomes {
  const names = useMemo(() => rows.slice(0, mostNames).map(idOf), [rows])
  const { data } = useQuery({ ...documentOutcomes(names), enabled: names.length > 0, placeholderData: keepPreviousData })
  return useMemo(() => byName(data?.Outcomes ?? []), [data])
}

function byName(outcomes: readonly DocumentOutcome[]): Outcomes {
  return new Map(outcomes.map((outcome) => [outcome.DocumentName, outcome]))
}

function withOutcome(row: DocumentIdentifier, outcomes: Outcomes): LibraryRow {
  const outcome = outcomes.get(idOf(row))
  return outcome ? { ...row, outcome } : row
}

async function* withOutcomes(pages: AsyncIterable<DocumentIdentifier[]>): AsyncGenerator<LibraryRow[]> {
  for await (const page of pages) {
    const outcomes = page.length === 0 ? new Map() : byName(await fetchOutcomes(page.map(idOf)))
    yield page.map((row) => withOutcome(row, outcomes))
  }
}

async function namesOf(pages: AsyncIterable<DocumentIdentifier[]>): Promise<string[]> {
  const names: string[] = []
  for await (const page of pages) names.push(...page.map(idOf))
  return names
}
