'use client'
import { FilePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useMemo } from 'react'
import { Page } from '#components/shell/page'
import { ListViews } from '#components/shell/views/list-views'
import { Button } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { FilterBar } from '#components/ui/filter-bar'
import { useKeys } from '#components/ui/key-provider'
import { SplitPanel } from '#components/ui/split-panel'
import { ParameterDialogs } from '../change/parameter-dialogs'
import { useParameterActions } from '../change/use-parameter-actions'
import { editHref, newHref, nameWithin, parameterHref, parentOf } from '../parameter-words'
import { useUrlParam } from '#queries/ui/use-url-state'
import { NoParameters } from './no-parameters'
import { filterFields } from './parameter-filters'
import { parameterColumns, rowVersion } from './parameter-columns'
import { shippedViews } from './parameter-views'
import { PathBar } from './path-bar'
import { PathTree } from './path-tree'
import { toolbarItems } from './toolbar-menu'
import { idOf, useParameterList } from './use-parameter-list'

const ParameterPeek = lazy(() => import('./parameter-peek').then((module) => ({ default: module.ParameterPeek })))

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Paths as a tree, and what lies in the one that is open. */
export function ParametersScreen() {
  const router = useRouter()
  const list = useParameterList()
  const { path, rows, filters, query } = list
  const [peek, setPeek] = useUrlParam('peek')
  const actions = useParameterActions()
  const columns = useMemo(() => parameterColumns(path), [path])
  const isFiltered = filters.length > 0 || query !== ''
  const create = () => (actions.blocked === undefined ? router.push(newHref(path)) : undefined)
  const open = (href: (name: string) => string) => (peek === undefined ? undefined : router.push(href(peek)))
  useKeys([
    { key: 'c', label: 'Create a parameter', group: 'Parameters', run: create },
    { key: 'u', label: 'Up to the parent path', group: 'Parameters', run: () => list.setPath(parentOf(path)) },
    {
      key: 'e',
      label: 'Edit the shown one',
      group: 'Parameters',
      run: () => (actions.blocked === undefined ? open(editHref) : undefined),
    },
    {
      key: 'h',
      label: 'History of the shown one',
      group: 'Parameters',
      run: () => open((name) => parameterHref(name, { tab: 'history' })),
    },
  ])
  return (
    <Page
      title="Parameters"
      documentTitle={path === '/' ? undefined : `${path} - Parameters`}
      layout="fill"
      request={list.request}
      menu={toolbarItems(path, actions.blocked)}
      actions={
        <Button variant="primary" icon={<FilePlus {...icon} />} keyHint="c" disabledReason={actions.blocked} onClick={create}>
          Create parameter
        </Button>
      }
    >
      <div className="flex min-h-0 flex-1 gap-4">
        <nav aria-label="Paths" className="flex min-h-0 w-56 shrink-0 flex-col border-r border-line pr-2 max-lg:hidden">
          <PathTree path={path} onPath={list.setPath} />
        </nav>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <PathBar path={path} onPath={list.setPath} isRecursive={list.isRecursive} onRecursive={list.setRecursive} />
          <SplitPanel
            open={peek !== undefined}
            title={peek === undefined ? undefined : nameWithin(peek, path)}
            href={peek === undefined ? undefined : parameterHref(peek)}
            onClose={() => setPeek(undefined)}
            panel={
              peek === undefined ? null : (
                <Suspense>
                  <ParameterPeek key={peek} name={peek} blocked={actions.blocked} />
                </Suspense>
              )
            }
          >
            <DataTable
              id="parameters"
              caption="Parameters"
              columns={columns}
              rows={rows}
              getRowId={idOf}
              getRowName={idOf}
              getRowVersion={rowVersion}
              {...list.listing}
              newRows={list.newRows}
              onShowNew={list.showNew}
              fetchPages={list.fetchPages}
              filters={filters}
              onFilters={list.setFilters}
              rowHref={(row) => parameterHref(idOf(row))}
              rowActions={actions.items}
              peek={peek}
              onPeek={setPeek}
              empty={
                <NoParameters
                  path={path}
                  isRecursive={list.isRecursive}
                  isFiltered={isFiltered}
                  onClear={list.clear}
                  onRecursive={() => list.setRecursive(true)}
                />
              }
              toolbar={
                <>
                  <ListViews list="parameters" shipped={shippedViews} />
                  <FilterBar
                    fields={filterFields}
                    filters={filters}
                    onFilters={list.setFilters}
                    query={query}
                    onQuery={list.setQuery}
                    placeholder="Filter parameters"
                  />
                </>
              }
            />
          </SplitPanel>
        </div>
      </div>
      <ParameterDialogs asked={actions.asked} onClose={actions.close} onDeleted={() => setPeek(undefined)} />
    </Page>
  )
}
