'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { SplitPanel } from '#components/ui/split-panel'
import { listPages } from '#queries/shell/list-pages'
import { useUrlParam } from '#queries/ui/use-url-state'
import { type ChangeSet, changeSetPages } from '../own-operations'
import { changeSetColumns } from './change-set-columns'

const ChangeSetPeek = lazy(() => import('./change-set-peek').then((module) => ({ default: module.ChangeSetPeek })))
const RevertDialog = lazy(() => import('./revert-dialog').then((module) => ({ default: module.RevertDialog })))

/** Changes of several parameters at once, of the last 90 days, each with its way back. */
export function ChangeSetsScreen() {
  useTopics(['parameters'])
  const [peek, setPeek] = useUrlParam('peek')
  const [reverting, setReverting] = useState<ChangeSet>()
  const pages = useInfiniteQuery(changeSetPages())
  const rows = pages.data?.pages.flatMap(({ ChangeSets }) => ChangeSets) ?? []
  return (
    <Page
      title="Change sets"
      layout="fill"
      breadcrumbs={[{ label: 'Parameters', href: '/parameters' }]}
      request={{ service: 'quarterdeck', operation: 'ListParameterChangeSets', input: {} }}
      meta="Imports, moves and copies of the last 90 days. Each is one change, and can be taken back as one."
    >
      <SplitPanel
        open={peek !== undefined}
        title={rows.find(({ ChangeSetId }) => ChangeSetId === peek)?.Title ?? 'Change set'}
        onClose={() => setPeek(undefined)}
        panel={
          peek === undefined ? null : (
            <Suspense>
              <ChangeSetPeek key={peek} id={peek} onRevert={setReverting} />
            </Suspense>
          )
        }
      >
        <DataTable
          id="change-sets"
          caption="Change sets"
          columns={changeSetColumns}
          rows={rows}
          getRowId={({ ChangeSetId }) => ChangeSetId}
          getRowName={({ Title }) => Title}
          getRowVersion={({ RevertedBy }) => RevertedBy ?? ''}
          {...listPages(pages)}
          peek={peek}
          onPeek={setPeek}
          rowActions={(changeSet) => [{ id: 'revert', label: 'Revert', run: () => setReverting(changeSet) }]}
          empty={
            <EmptyState
              kind="first-use"
              title="No change sets"
              text="An import, a move or a copy of several parameters is made as one change, and listed here with a way back."
              action={<ButtonLink href="/parameters/import">Import parameters</ButtonLink>}
            />
          }
        />
      </SplitPanel>
      <Suspense>
        {reverting ? (
          <RevertDialog
            changeSet={reverting}
            onClose={() => setReverting(undefined)}
            onReverted={({ ChangeSetId }) => {
              setReverting(undefined)
              setPeek(ChangeSetId)
            }}
          />
        ) : null}
      </Suspense>
    </Page>
  )
}
