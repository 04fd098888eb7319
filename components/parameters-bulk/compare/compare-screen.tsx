'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowLeftRight, ArrowRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { Button } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { IconButton } from '#components/ui/icon-button'
import { Skeleton } from '#components/ui/skeleton'
import { Segmented } from '#components/ui/tabs'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { type ChangeSet, type ComparedRow, comparedPages, type Side } from '../own-operations'
import { Applied } from '../plan/applied'
import { ComparedTable } from './compared-table'
import { fixedSide, isDifferent, sideOf } from './compare-words'
import { SideFields } from './side-fields'

const CopyPlan = lazy(() => import('./copy-plan').then((module) => ({ default: module.CopyPlan })))

/** Two paths, two labels or two times of parameters; what differs can be copied to the right. */
export function CompareScreen() {
  useTopics(['parameters'])
  const { params, set } = useUrlParams()
  const isReady = Boolean(params.get('left') && params.get('right'))
  const swap = () =>
    set({
      left: params.get('right') ?? undefined,
      right: params.get('left') ?? undefined,
      leftLabel: params.get('rightLabel') ?? undefined,
      rightLabel: params.get('leftLabel') ?? undefined,
      leftAt: params.get('rightAt') ?? undefined,
      rightAt: params.get('leftAt') ?? undefined,
    })
  return (
    <Page title="Compare parameters" breadcrumbs={[{ label: 'Parameters', href: '/parameters' }]}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <SideFields which="left" />
          <IconButton label="Swap the sides" icon={<ArrowLeftRight aria-hidden size={16} strokeWidth={1.75} />} onClick={swap} />
          <SideFields which="right" />
        </div>
        {isReady ? (
          <Comparison key={params.toString()} left={sideOf(params, 'left')} right={sideOf(params, 'right')} />
        ) : (
          <EmptyState
            kind="first-use"
            title="Two sides to compare"
            text="Give a path on each side: two environments, or the same path at two labels or two times. Values of SecureStrings are compared and not shown."
          />
        )}
      </div>
    </Page>
  )
}

function Comparison({ left, right }: { left: Side; right: Side }) {
  const pages = useInfiniteQuery(comparedPages(left, right))
  const { params, set } = useUrlParams()
  const showsAll = params.get('show') === 'all'
  const rows = pages.data?.pages.flatMap(({ Rows }) => Rows) ?? []
  const different = rows.filter(isDifferent)
  if (pages.error)
    return (
      <ErrorState failure={toFailure(pages.error)} title="The sides could not be compared" onRetry={() => void pages.refetch()} />
    )
  if (pages.isPending) return <Skeleton lines={6} />
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label="Show"
          value={showsAll ? 'all' : 'different'}
          onChange={(next) => set({ show: next === 'all' ? next : undefined })}
          options={[
            { value: 'different', label: 'Differences', count: different.length },
            { value: 'all', label: 'All', count: rows.length },
          ]}
        />
        {pages.hasNextPage ? (
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Compare more names
          </Button>
        ) : null}
      </div>
      <Copying rows={showsAll ? rows : different} right={right} isComplete={!pages.hasNextPage} />
    </div>
  )
}

function Copying({ rows, right, isComplete }: { rows: readonly ComparedRow[]; right: Side; isComplete: boolean }) {
  const blocked = useMayChange()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [copied, setCopied] = useState<readonly ComparedRow[]>()
  const [done, setDone] = useState<ChangeSet>()
  const choose = (names: readonly string[], isChosen: boolean) =>
    setChosen((now) => new Set(isChosen ? [...now, ...names] : [...now].filter((name) => !names.includes(name))))
  const applied = (changeSet: ChangeSet) => {
    setDone(changeSet)
    setCopied(undefined)
    setChosen(new Set())
  }
  if (copied)
    return (
      <Suspense fallback={<Skeleton lines={6} />}>
        <CopyPlan rows={copied} right={right} onApplied={applied} onCancel={() => setCopied(undefined)} />
      </Suspense>
    )
  const picked = rows.filter(({ Name }) => chosen.has(Name))
  return (
    <>
      {done ? <Applied changeSet={done} path={right.Path} /> : null}
      {rows.length === 0 ? (
        <EmptyState
          kind="no-match"
          title={isComplete ? 'No difference' : 'No difference so far'}
          text="Every name below both paths has the same type and value."
        />
      ) : (
        <ComparedTable rows={rows} chosen={chosen} onChoose={choose} />
      )}
      <Button
        size="md"
        variant="primary"
        className="self-start"
        icon={<ArrowRight aria-hidden size={16} strokeWidth={1.75} />}
        disabled={picked.length === 0}
        disabledReason={blocked ?? fixedSide(right)}
        onClick={() => setCopied(picked)}
      >
        {picked.length === 0 ? 'Copy to the right' : `Copy ${picked.length} to the right`}
      </Button>
    </>
  )
}
