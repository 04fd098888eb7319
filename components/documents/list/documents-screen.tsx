'use client'
import { useInfiniteQuery, keepPreviousData } from '@tanstack/react-query'
import { Download, FilePlus, Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useMemo } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ListViews } from '#components/shell/views/list-views'
import { Button, ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { FilterBar } from '#components/ui/filter-bar'
import { useKeys } from '#components/ui/key-provider'
import { SplitPanel } from '#components/ui/split-panel'
import { toFailure } from '#queries/ui/failure'
import { formatFilter } from '#queries/ui/filter-grammar'
import { useListState, useUrlParam } from '#queries/ui/use-url-state'
import { DocumentDialogs } from '../change/document-dialogs'
import { useDocumentActions } from '../change/use-document-actions'
import { documentHref, editHref, runHref, shortName } from '../document-words'
import type { DocumentIdentifier } from '../own-operations'
import { allDocumentPages, documentPages } from '../queries'
import { documentColumns, rowVersion } from './document-columns'
import { besidesOwner, documentFilters, filterFields, ownerTabOf, ownerTabs, withOwner } from './document-filters'
import { shippedViews } from './document-views'
import { NoDocuments } from './no-documents'
import { usePicked } from './use-picked'

const DocumentPeek = lazy(() => import('./document-peek').then((module) => ({ default: module.DocumentPeek })))

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const
const topics = ['documents']

/** Every document that can be used here: one's own, shared ones, and those that come with the program. */
export function DocumentsScreen() {
  useTopics(topics)
  const router = useRouter()
  const list = useListState()
  const input = useMemo(() => documentFilters(list.filters, list.query), [list.filters, list.query])
  const pages = useInfiniteQuery({ ...documentPages(input), placeholderData: keepPreviousData })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.DocumentIdentifiers ?? []) ?? none, [pages.data])
  const [peek, setPeek] = useUrlParam('peek')
  const peeked = rows.find(({ Name }) => Name === peek)
  const actions = useDocumentActions()
  const picked = usePicked(rows, JSON.stringify(input))
  const columns = useMemo(() => documentColumns(actions.account), [actions.account])
  const fields = useMemo(() => filterFields(tagKeysOf(rows)), [rows])
  const owner = ownerTabOf(list.filters)
  const open = (href: (name: string) => string, reason: string | undefined) =>
    peek !== undefined && reason === undefined ? router.push(href(peek)) : undefined
  useKeys([
    { key: 'c', label: 'Create a document', group: 'Documents', run: () => router.push('/documents/new') },
    { key: 'r', label: 'Run the shown one', group: 'Documents', run: () => open(runHref, actions.blocked) },
    { key: 'e', label: 'Edit the shown one', group: 'Documents', run: () => open(editHref, peeked && actions.foreign(peeked)) },
    {
      key: 'h',
      label: 'Versions of the shown one',
      group: 'Documents',
      run: () => open((name) => documentHref(name, 'versions'), undefined),
    },
  ])
  return (
    <Page
      title="Documents"
      layout="fill"
      request={{ service: 'ssm', operation: 'ListDocuments', input }}
      menu={[{ id: 'import', label: 'Import files', href: '/documents/import', icon: <Upload {...icon} /> }]}
      actions={
        <ButtonLink href="/documents/new" variant="primary" icon={<FilePlus {...icon} />}>
          Create document
        </ButtonLink>
      }
      tabs={{
        label: 'Owner',
        current: owner,
        tabs: ownerTabs.map(({ id, label }) => ({ id, label, href: hrefOf(withOwner(list.filters, id), list.query) })),
      }}
    >
      <SplitPanel
        open={peek !== undefined}
        title={peek === undefined ? undefined : shortName(peek)}
        href={peek === undefined ? undefined : documentHref(peek)}
        onClose={() => setPeek(undefined)}
        panel={
          peek === undefined ? null : (
            <Suspense>
              <DocumentPeek name={peek} accountId={actions.account} />
            </Suspense>
          )
        }
      >
        <DataTable
          id="documents"
          caption="Documents"
          columns={columns}
          rows={rows}
          getRowId={({ Name = '' }) => Name}
          getRowName={({ Name = '' }) => shortName(Name)}
          getRowVersion={rowVersion}
          loading={pages.isPending}
          failure={pages.error ? toFailure(pages.error) : undefined}
          onRetry={() => void pages.refetch()}
          hasMore={pages.hasNextPage}
          loadingMore={pages.isFetchingNextPage}
          onLoadMore={() => void pages.fetchNextPage()}
          fetchPages={() => allDocumentPages(input)}
          selection={picked.selection}
          onSelection={picked.select}
          bulkActions={
            <Button icon={<Download {...icon} />} onClick={() => actions.ask('export', picked.names())}>
              Export
            </Button>
          }
          rowHref={({ Name = '' }) => documentHref(Name)}
          rowActions={actions.items}
          peek={peek}
          onPeek={setPeek}
          empty={<NoDocuments owner={owner} filtered={isFiltered(list)} onClear={list.clear} />}
          toolbar={
            <>
              <ListViews list="documents" shipped={shippedViews} />
              <FilterBar
                fields={fields}
                filters={besidesOwner(list.filters)}
                onFilters={(next) => list.setFilters(withOwner(next, owner))}
                query={list.query}
                onQuery={list.setQuery}
                placeholder="Filter documents"
              />
            </>
          }
        />
      </SplitPanel>
      <DocumentDialogs asked={actions.asked} onClose={actions.close} onDeleted={() => setPeek(undefined)} />
    </Page>
  )
}

const none: readonly DocumentIdentifier[] = []

function hrefOf(filters: Parameters<typeof withOwner>[0], query: string): string {
  const search = new URLSearchParams(filters.map((filter) => ['f', formatFilter(filter)]))
  if (query) search.set('q', query)
  return search.size === 0 ? '/documents' : `/documents?${search}`
}

function isFiltered({ filters, query }: Pick<ReturnType<typeof useListState>, 'filters' | 'query'>): boolean {
  return besidesOwner(filters).length > 0 || query !== ''
}

function tagKeysOf(rows: readonly DocumentIdentifier[]): readonly string[] {
  return [...new Set(rows.flatMap(({ Tags = [] }) => Tags.flatMap(({ Key }) => Key ?? [])))].sort()
}
