'use client'
import { Download, FilePlus, Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useMemo } from 'react'
import { Page } from '#components/shell/page'
import { ListViews } from '#components/shell/views/list-views'
import { Button } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { FilterBar } from '#components/ui/filter-bar'
import { useKeys } from '#components/ui/key-provider'
import { SplitPanel } from '#components/ui/split-panel'
import type { MenuItem } from '#components/ui/menu'
import { type Filter, formatFilter } from '#queries/ui/filter-grammar'
import { useUrlParam } from '#queries/ui/use-url-state'
import { DocumentDialogs } from '../change/document-dialogs'
import { useDocumentActions } from '../change/use-document-actions'
import { documentHref, editHref, runHref, shortName } from '../document-words'
import { isUnnamed } from '../draft-words'
import { useDrafts } from '../drafts'
import { useFavourites } from '../favourites'
import type { DocumentIdentifier } from '../own-operations'
import { documentColumns, rowVersion } from './document-columns'
import { besidesOwner, filterFields, ownerTabs, withOwner } from './document-filters'
import { shippedViews } from './document-views'
import { DraftsMenu } from './drafts-menu'
import { NoDocuments } from './no-documents'
import { useLibrary } from './use-library'
import { usePicked } from './use-picked'

const DocumentPeek = lazy(() => import('./document-peek').then((module) => ({ default: module.DocumentPeek })))

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Every document that can be used here: one's own, shared ones, and those that come with the program. */
export function DocumentsScreen() {
  const router = useRouter()
  const library = useLibrary()
  const { rows, owner } = library
  const [peek, setPeek] = useUrlParam('peek')
  const peeked = rows.find(({ Name }) => Name === peek)
  const favourites = useFavourites()
  const drafts = useDrafts()
  const actions = useDocumentActions(favourites)
  const picked = usePicked(rows, library.key)
  const columns = useMemo(() => {
    const draftNames = new Set(drafts.flatMap(({ Name }) => (isUnnamed(Name) ? [] : [Name])))
    return documentColumns(actions.account, { favourites: favourites.names, drafts: draftNames })
  }, [actions.account, favourites.names, drafts])
  const fields = useMemo(() => filterFields(tagKeysOf(rows)), [rows])
  const open = (href: (name: string) => string, reason: string | undefined) =>
    peek !== undefined && reason === undefined ? router.push(href(peek)) : undefined
  const create = () => (actions.blocked === undefined ? router.push('/documents/new') : undefined)
  useKeys([
    { key: 'c', label: 'Create a document', group: 'Documents', run: create },
    { key: 'r', label: 'Run the shown one', group: 'Documents', run: () => open(runHref, peeked && actions.cannotRun(peeked)) },
    { key: 'e', label: 'Open the shown one in the editor', group: 'Documents', run: () => open(editHref, undefined) },
    {
      key: 'h',
      label: 'Versions of the shown one',
      group: 'Documents',
      run: () => open((name) => documentHref(name, 'versions'), undefined),
    },
  ])
  const setFilters = (next: readonly Filter[]) => library.setFilters(withOwner(next, owner))
  const clear = () => {
    setFilters([])
    library.setQuery('')
  }
  const menu: MenuItem[] = [
    {
      id: 'import',
      label: 'Import files',
      href: '/documents/import',
      icon: <Upload {...icon} />,
      disabledReason: actions.blocked,
    },
    {
      id: 'export',
      label: isFiltered(library) ? 'Export all that match' : 'Export all of this tab',
      icon: <Download {...icon} />,
      run: () => actions.ask('export', library.fetchNames),
      disabledReason: rows.length === 0 ? 'There is nothing to export.' : undefined,
    },
  ]
  return (
    <Page
      title="Documents"
      layout="fill"
      request={library.request}
      menu={menu}
      actions={
        <>
          <DraftsMenu drafts={drafts} />
          <Button variant="primary" icon={<FilePlus {...icon} />} keyHint="c" disabledReason={actions.blocked} onClick={create}>
            Create document
          </Button>
        </>
      }
      tabs={{
        label: 'Owner',
        current: owner,
        tabs: ownerTabs.map(({ id, label }) => ({
          id,
          label,
          href: hrefOf(withOwner(library.filters, id), library.query),
          count: id === 'favourites' && favourites.names.size > 0 ? favourites.names.size : undefined,
        })),
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
              <DocumentPeek key={peek} name={peek} accountId={actions.account} />
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
          {...library.listing}
          newRows={library.newRows}
          onShowNew={library.showNew}
          fetchPages={library.fetchPages}
          filters={besidesOwner(library.filters)}
          onFilters={setFilters}
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
          empty={<NoDocuments owner={owner} filtered={isFiltered(library)} onClear={clear} />}
          toolbar={
            <>
              <ListViews list="documents" shipped={shippedViews} />
              <FilterBar
                fields={fields}
                filters={besidesOwner(library.filters)}
                onFilters={setFilters}
                query={library.query}
                onQuery={library.setQuery}
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

function hrefOf(filters: Parameters<typeof withOwner>[0], query: string): string {
  const search = new URLSearchParams(filters.map((filter) => ['f', formatFilter(filter)]))
  if (query) search.set('q', query)
  return search.size === 0 ? '/documents' : `/documents?${search}`
}

function isFiltered({ filters, query }: { filters: readonly Filter[]; query: string }): boolean {
  return besidesOwner(filters).length > 0 || query !== ''
}

function tagKeysOf(rows: readonly DocumentIdentifier[]): readonly string[] {
  return [...new Set(rows.flatMap(({ Tags = [] }) => Tags.flatMap(({ Key }) => Key ?? [])))].sort()
}
