'use client'
import { CirclePlus, KeyRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useMemo } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Page } from '#components/shell/page'
import { ListViews } from '#components/shell/views/list-views'
import { useBackgroundExport } from '#queries/shell/exports/use-background-export'
import { awsCli } from '#queries/shell/copy-as'
import { listPages } from '#queries/shell/list-pages'
import { useMayChange, useSession } from '#queries/shell/session'
import { ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { FilterBar } from '#components/ui/filter-bar'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { Skeleton } from '#components/ui/skeleton'
import { SplitPanel } from '#components/ui/split-panel'
import { parseChoice } from '#queries/ui/table/column-choice'
import { useUrlParam } from '#queries/ui/use-url-state'
import { commandHref, commandTargets } from './command-link'
import { BulkActions } from './list/bulk-actions'
import { FacetRail } from './list/facet-rail'
import { filterFields } from './list/filter-fields'
import { nodeColumns, rowVersion } from './list/node-columns'
import { useBulk } from './list/use-bulk'
import { useNodeList } from './list/use-node-list'
import { type ManagedNode, nodeName } from './managed-node'
import { shippedViews } from './node-views'

const DeregisterDialog = lazy(() => import('./deregister-dialog').then((module) => ({ default: module.DeregisterDialog })))
const EditTagsDialog = lazy(() => import('./edit-tags-dialog').then((module) => ({ default: module.EditTagsDialog })))
const NodePeek = lazy(() => import('./list/node-peek').then((module) => ({ default: module.NodePeek })))

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Find any set of nodes and act on it. */
export function NodesScreen() {
  const router = useRouter()
  const blocked = useMayChange()
  const agentVersion = useSession()?.agentVersion
  const list = useNodeList()
  const [peek, setPeek] = useUrlParam('peek')
  const bulk = useBulk({ rows: list.rows, list: list.which, fetchPages: list.fetchPages })
  const counts = list.counts.data
  const targets = commandTargets(bulk.selection, list)
  const peeked = list.rows.find((node) => node.NodeId === peek)
  const tagKeys = useTagKeys(list.rows)
  const columns = useMemo(() => nodeColumns(agentVersion, tagKeys), [agentVersion, tagKeys])
  const exportInBackground = useBackgroundExport('nodes', list.input)
  const hasSelection = bulk.count(counts?.Total ?? list.rows.length) > 0
  useKeys([
    { key: 'c', label: 'Add nodes', group: 'Nodes', run: () => router.push('/nodes/add') },
    ...(hasSelection && targets.kind === 'targets'
      ? [{ key: 'r', label: 'Run command on the selection', group: 'Nodes', run: () => router.push(commandHref(targets.text)) }]
      : []),
  ])
  const rowActions = (node: ManagedNode): MenuItem[] => [
    { id: 'run', label: 'Run command', href: commandHref(node.NodeId), disabledReason: blocked },
    { id: 'commands', label: 'Past commands', href: `/nodes/${node.NodeId}/commands` },
    { id: 'tags', label: 'Edit tags', run: () => bulk.open('tags', node), disabledReason: blocked },
    {
      id: 'deregister',
      label: 'Deregister',
      danger: true,
      separated: true,
      run: () => bulk.open('deregister', node),
      disabledReason: blocked,
    },
  ]
  return (
    <Page
      title="Nodes"
      layout="fill"
      request={{ service: 'ssm', operation: 'DescribeInstanceInformation', input: {} }}
      menu={[{ id: 'activations', label: 'Activations', href: '/nodes/activations', icon: <KeyRound {...icon} /> }]}
      actions={
        <ButtonLink href="/nodes/add" variant="primary" disabledReason={blocked} icon={<CirclePlus {...icon} />}>
          Add nodes
        </ButtonLink>
      }
    >
      <SplitPanel
        open={peek !== undefined}
        title={peeked ? nodeName(peeked) : peek}
        href={`/nodes/${peek}/overview`}
        onClose={() => setPeek(undefined)}
        panel={
          peek ? (
            <Suspense fallback={<Skeleton lines={6} />}>
              <NodePeek nodeId={peek} row={peeked} />
            </Suspense>
          ) : null
        }
      >
        <div className="flex min-h-0 flex-1 gap-4">
          {counts?.FleetTotal === 0 ? null : (
            <FacetRail beside={peek !== undefined} facets={counts?.Facets} filters={list.filters} onFilters={list.setFilters} />
          )}
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <DataTable
              id="nodes"
              caption="Managed nodes"
              columns={columns}
              rows={list.rows}
              getRowId={(node) => node.NodeId}
              getRowName={nodeName}
              getRowVersion={rowVersion}
              {...listPages(list.pages)}
              empty={<NoNodes filtered={list.filters.length > 0 || list.query !== ''} onClear={list.clear} />}
              total={counts?.Total}
              grandTotal={counts?.FleetTotal}
              hasMore={list.hasMore}
              loadingMore={list.loadingMore}
              tail={list.tail}
              onJumpToEnd={list.jumpToEnd}
              onLoadTail={list.loadTail}
              filters={list.filters}
              onFilters={list.setFilters}
              sort={list.sort}
              onSort={list.setSort}
              selection={bulk.selection}
              onSelection={bulk.select}
              canSelectAll
              bulkActions={
                <BulkActions
                  targets={targets}
                  blocked={blocked}
                  busy={bulk.opening}
                  failure={bulk.failure}
                  onTags={() => bulk.open('tags')}
                  onDeregister={() => bulk.open('deregister')}
                />
              }
              rowHref={(node) => `/nodes/${node.NodeId}/overview`}
              rowActions={rowActions}
              peek={peek}
              onPeek={setPeek}
              newRows={list.newRows}
              onShowNew={list.showNew}
              fetchPages={list.fetchPages}
              onExportInBackground={exportInBackground}
              toolbar={
                <>
                  <ListViews list="nodes" shipped={shippedViews(agentVersion)} />
                  <FilterBar
                    fields={filterFields(counts, tagKeys)}
                    filters={list.filters}
                    onFilters={list.setFilters}
                    query={list.query}
                    onQuery={list.setQuery}
                    placeholder="Filter nodes"
                  />
                </>
              }
            />
          </div>
        </div>
      </SplitPanel>
      <Suspense>
        {bulk.bulk?.action === 'tags' ? (
          <EditTagsDialog {...bulk.bulk} fleet={counts?.FleetTotal ?? 0} onClose={bulk.close} />
        ) : null}
        {bulk.bulk?.action === 'deregister' ? <DeregisterDialog {...bulk.bulk} onClose={bulk.close} onDone={bulk.clear} /> : null}
      </Suspense>
    </Page>
  )
}

/** Keys of the tags seen so far, and those that the address has columns for. */
function useTagKeys(nodes: readonly ManagedNode[]): readonly string[] {
  const [cols = ''] = useUrlParam('cols')
  const seen = useMemo(() => {
    const asked = parseChoice(cols).flatMap(({ id }) => (id.startsWith('tag.') ? [id.slice(4)] : []))
    return [...new Set([...nodes.flatMap((node) => Object.keys(node.Tags)), ...asked])].sort().join('\n')
  }, [nodes, cols])
  return useMemo(() => (seen === '' ? [] : seen.split('\n')), [seen])
}

const firstActivation = { service: 'ssm', operation: 'CreateActivation', input: { IamRole: 'SSMServiceRole' } }

function NoNodes({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const endpoint = useEndpoint()
  if (filtered)
    return (
      <EmptyState
        kind="no-match"
        title="No node matches"
        text="The filters above exclude every node."
        action={
          <button type="button" onClick={onClear} className="rounded-control text-accent hover:underline">
            Clear filters
          </button>
        }
      />
    )
  return (
    <EmptyState
      kind="first-use"
      title="No nodes yet"
      text="A node is a machine with an agent that connects here. Adding one takes a single command on that machine."
      action={
        <ButtonLink href="/nodes/add" variant="primary" size="md" icon={<CirclePlus {...icon} />}>
          Add nodes
        </ButtonLink>
      }
      command={awsCli(firstActivation, endpoint)}
    />
  )
}
