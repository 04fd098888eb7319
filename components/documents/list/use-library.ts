'use client'
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { useHeldRows } from '#queries/ui/table/use-held-rows'
import { listPages, wholeList } from '#queries/shell/list-pages'
import { useListState } from '#queries/ui/use-url-state'
import { partsOf } from '../outcome-words'
import type { Answer, DocumentIdentifier, DocumentOutcome } from '../own-operations'
import { allDocumentPages, documentOutcomes, documentPages, favouriteDocuments, fetchOutcomes } from '../queries'
import { documentFilters, ownerTabOf } from './document-filters'

export interface LibraryRow extends DocumentIdentifier {
  /** Null where nobody has run it; undefined while nobody knows. */
  outcome?: DocumentOutcome | null | undefined
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
  // What was known before is replaced at once by what is read when the list opens; from then on rows wait.
  const [wasFresh] = useState(!shown.isStale)
  const isCurrent = wasFresh || shown.isFetchedAfterMount
  const key = `${owner} ${JSON.stringify(input)}`
  const held = useHeldRows(loaded, idOf, `${key} ${pages.data?.pages.length ?? 0} ${shown.isPlaceholderData} ${isCurrent}`)
  const parts = useOutcomes(held.rows)
  const rows = useMemo(
    () => held.rows.map((row, at) => withOutcome(row, parts[Math.floor(at / namesAtOnce)])),
    [held.rows, parts],
  )
  return {
    ...list,
    ...held,
    rows,
    owner,
    key,
    listing: isFavourites ? wholeList(favourites) : listPages(pages),
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
/** Half of what one call of ListDocumentOutcomes takes: names are long. */
const namesAtOnce = 500

function idOf({ Name = '' }: DocumentIdentifier): string {
  return Name
}

type Outcomes = ReadonlyMap<string, DocumentOutcome>

interface Part {
  outcomes: Outcomes
  /** False while what is there is the answer for other names. */
  isWhole: boolean
}

/** The list is asked for in parts. */
function useOutcomes(rows: readonly DocumentIdentifier[]): readonly Part[] {
  const parts = useMemo(() => partsOf(rows.map(idOf), namesAtOnce), [rows])
  return useQueries({
    queries: parts.map((names) => ({ ...documentOutcomes(names), placeholderData: keepPreviousData })),
    combine: answersOf,
  })
}

function answersOf(results: readonly { data: Answer<'ListDocumentOutcomes'> | undefined; isPlaceholderData: boolean }[]): Part[] {
  return results.map(({ data, isPlaceholderData }) => ({
    outcomes: byName(data?.Outcomes ?? []),
    isWhole: data !== undefined && !isPlaceholderData,
  }))
}

function byName(outcomes: readonly DocumentOutcome[]): Outcomes {
  return new Map(outcomes.map((outcome) => [outcome.DocumentName, outcome]))
}

function withOutcome(row: DocumentIdentifier, part: Part | undefined): LibraryRow {
  return { ...row, outcome: part?.outcomes.get(idOf(row)) ?? (part?.isWhole ? null : undefined) }
}

async function* withOutcomes(pages: AsyncIterable<DocumentIdentifier[]>): AsyncGenerator<LibraryRow[]> {
  for await (const page of pages) {
    const outcomes = byName(page.length === 0 ? [] : await fetchOutcomes(page.map(idOf)))
    yield page.map((row) => withOutcome(row, { outcomes, isWhole: true }))
  }
}

async function namesOf(pages: AsyncIterable<DocumentIdentifier[]>): Promise<string[]> {
  const names: string[] = []
  for await (const page of pages) names.push(...page.map(idOf))
  return names
}
