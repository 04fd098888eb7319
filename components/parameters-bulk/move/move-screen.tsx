'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { useUrlParam } from '#queries/ui/use-url-state'
import { moveProblem, plainPath } from '../bulk-words'
import { type ChangeSet, mostChanges, subtreeNames } from '../own-operations'
import { Applied } from '../plan/applied'

const MovePlan = lazy(() => import('./move-plan').then((module) => ({ default: module.MovePlan })))

/** A subtree under another path: copies with labels and tags, then the end of the old names, as one change. */
export function MoveScreen() {
  useTopics(['parameters'])
  const [from = '', setFrom] = useUrlParam('path')
  const [to = '', setTo] = useUrlParam('to')
  const [done, setDone] = useState<ChangeSet>()
  const problem = moveProblem(from, to)
  const names = useQuery(subtreeNames(from.trim() === '' ? '' : plainPath(from)))
  const isReady = problem === undefined && to.trim() !== '' && names.data !== undefined && names.data.length > 0
  const edit = (set: typeof setFrom) => (next: string) => {
    setDone(undefined)
    set(next || undefined)
  }
  return (
    <Page title="Move parameters" breadcrumbs={[{ label: 'Parameters', href: '/parameters' }]}>
      <div className="flex flex-col gap-4">
        <p className="max-w-[55rem] text-body text-text-2">
          Each parameter is copied and then deleted, as one change. Its newest value, description, policies, tags and the labels
          of that version go along; earlier versions do not, as a parameter of another name begins at version 1. What refers to
          the old names does not follow.
        </p>
        <div className="flex flex-wrap items-start gap-3">
          <TextField
            label="Everything below"
            mono
            value={from}
            onChange={edit(setFrom)}
            spellCheck={false}
            autoComplete="off"
            fieldClassName="w-full max-w-96"
          />
          <TextField
            label="Goes below"
            mono
            value={to}
            onChange={edit(setTo)}
            error={problem}
            spellCheck={false}
            autoComplete="off"
            fieldClassName="w-full max-w-96"
          />
        </div>
        {done ? <Applied changeSet={done} path={plainPath(to)} /> : null}
        {names.error ? (
          <ErrorState
            compact
            failure={toFailure(names.error)}
            title="The parameters did not load"
            onRetry={() => void names.refetch()}
          />
        ) : null}
        {!done && names.data?.length === 0 ? (
          <p className="text-body text-text-2">There is no parameter below {plainPath(from)}.</p>
        ) : null}
        {isReady && names.data.length * 2 > mostChanges ? (
          <p className="text-body text-bad">
            There are {names.data.length} parameters, and one change moves at most {mostChanges / 2}: move its parts.
          </p>
        ) : null}
        {isReady && names.data.length * 2 <= mostChanges && !done ? (
          <Suspense fallback={<Skeleton lines={6} />}>
            <MovePlan names={names.data} from={plainPath(from)} to={plainPath(to)} onApplied={setDone} />
          </Suspense>
        ) : null}
      </div>
    </Page>
  )
}
