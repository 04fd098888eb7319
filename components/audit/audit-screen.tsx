'use client'
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ListViews } from '#components/shell/views/list-views'
import { useBackgroundExport } from '#queries/shell/exports/use-background-export'
import { Button } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { FilterBar } from '#components/ui/filter-bar'
import type { MenuItem } from '#components/ui/menu'
import type { SavedView } from '#components/ui/saved-views'
import { SplitPanel } from '#components/ui/split-panel'
import { quarterdeck } from '#lib/api/browser'
import { listPages } from '#queries/shell/list-pages'
import { useSession } from '#queries/shell/session'
import type { Filter } from '#queries/ui/filter-grammar'
import { useListState, useUrlParam } from '#queries/ui/use-url-state'
import { auditColumns } from './audit-columns'
import { AuditDetail } from './audit-detail'
import { aroundActor, auditInput, filterFields, withFilter, changesView } from './audit-filters'
import type { AuditInput, AuditPage, AuditRecord } from './own-operations'
import { auditPages, newestRecords } from './queries'

/** The calls that a person looks for first; reads are one view away. */

export function AuditScreen() {
  useTopics(['audit'])
  const undecided = useFirstView()
  const list = useListState()
  const input = useAuditInput(list.filters)
  const [peek, setPeek] = useUrlParam('peek')
  const { rows, pages, newRows, showNew } = useRecords(input, !undecided)
  const open = rows.find((record) => record.Id === peek)
  const exportInBackground = useBackgroundExport('audit', input)
  const views = useViews()
  const actions = (record: AuditRecord): MenuItem[] => [
    { id: 'around', label: 'This actor ±10 min', run: () => list.setFilters(aroundActor(record.Actor, record.At)) },
    { id: 'actor', label: 'Only this actor', run: () => list.setFilters(withFilter(list.filters, 'actor', record.Actor)) },
    {
      id: 'action',
      label: `Only ${record.Action}`,
      run: () => list.setFilters(withFilter(list.filters, 'action', record.Action)),
    },
  ]
  return (
    <Page
      title="Audit trail"
      layout="fill"
      request={{ service: 'quarterdeck', operation: 'ListAuditRecords', input }}
      meta="Every call that people, tools and nodes made, with its result. Records cannot be changed."
    >
      <SplitPanel
        open={open !== undefined}
        title={open?.Action}
        onClose={() => setPeek(undefined)}
        panel={open ? <AuditDetail record={open} onFilters={list.setFilters} /> : null}
      >
        <DataTable
          id="audit"
          caption="Audit records"
          columns={auditColumns}
          rows={rows}
          getRowId={(record) => record.Id}
          getRowName={(record) => `${record.Action} by ${record.Actor}`}
          {...listPages(pages)}
          peek={peek}
          onPeek={setPeek}
          rowActions={actions}
          newRows={newRows}
          onShowNew={showNew}
          filters={list.filters}
          onFilters={list.setFilters}
          fetchPages={() => allPages(input)}
          onExportInBackground={exportInBackground}
          toolbar={
            <>
              <ListViews list="audit" shipped={views} />
              <FilterBar
                fields={filterFields}
                filters={list.filters}
                onFilters={list.setFilters}
                placeholder="Filter by actor, action, result, time"
              />
            </>
          }
          empty={
            <EmptyState
              kind="no-match"
              title="No call matches"
              text="Calls are recorded as they happen. Widen the time or drop a filter."
              action={<Button onClick={() => list.setFilters([])}>Clear filters</Button>}
            />
          }
        />
      </SplitPanel>
    </Page>
  )
}

function useViews(): readonly SavedView[] {
  const email = useSession()?.user.email
  return useMemo(
    () => [
      { id: 'changes', label: 'Changes', search: changesView },
      { id: 'all', label: 'Everything', search: '' },
      { id: 'denied', label: 'Denied', search: 'f=result:is:AccessDeniedException' },
      { id: 'sign-in', label: 'Sign-in failures', search: 'f=action:is:SignIn&f=result:is:AccessDeniedException' },
      ...(email ? [{ id: 'mine', label: 'By me', search: `f=${encodeURIComponent(`actor:is:${email}`)}` }] : []),
    ],
    [email],
  )
}

/** Opened without a filter, the screen says in the address which view it shows. */
function useFirstView(): boolean {
  const router = useRouter()
  const plain = useSearchParams().size === 0
  const [cameWithout] = useState(plain)
  useEffect(() => {
    if (cameWithout) router.replace(`/audit?${changesView}`)
  }, [cameWithout, router])
  const [left, setLeft] = useState(false)
  if (!plain && !left) setLeft(true)
  return cameWithout && plain && !left
}

const minute = 60

/** "The last hour" moves with the clock, but not with every render. */
function useAuditInput(filters: readonly Filter[]): AuditInput {
  const [now] = useState(() => Math.floor(Date.now() / 1000 / minute) * minute)
  return useMemo(() => auditInput(filters, now), [filters, now])
}

/** The list stands still while it is read; what came since waits behind a pill. */
function useRecords(input: AuditInput, enabled: boolean) {
  const queries = useQueryClient()
  const shown = auditPages(input)
  const pages = useInfiniteQuery({ ...shown, enabled })
  const newest = useQuery({
    ...newestRecords(input),
    enabled: pages.isSuccess,
    initialData: () => pages.data?.pages[0],
    initialDataUpdatedAt: pages.dataUpdatedAt,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.Records) ?? [], [pages.data])
  const first = Number(rows[0]?.Id ?? 0)
  const fresh = newest.data?.Records.filter((record) => Number(record.Id) > first).length ?? 0
  const showNew = () => {
    queries.setQueryData<InfiniteData<AuditPage>>(shown.queryKey, () =>
      newest.data ? { pages: [newest.data], pageParams: [undefined] } : undefined,
    )
  }
  return { rows, pages, newRows: rows.length === 0 && fresh > 0 ? 0 : fresh, showNew }
}

async function* allPages(input: AuditInput): AsyncGenerator<AuditRecord[]> {
  let token: string | undefined
  do {
    const page: AuditPage = await quarterdeck('ListAuditRecords', {
      ...input,
      MaxResults: 200,
      ...(token ? { NextToken: token } : {}),
    })
    yield page.Records
    token = page.NextToken
  } while (token)
}
