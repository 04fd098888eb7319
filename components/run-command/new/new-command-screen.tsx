'use client'
import { lazy, Suspense } from 'react'
import { isTrial } from '#lib/vocabulary/trial-version'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { CommandForm } from './command-form'
import { rerunTitle } from './rerun'
import { useStart } from './use-start'

const TrialAgain = lazy(() => import('./trial-again').then((module) => ({ default: module.TrialAgain })))
const breadcrumbs = [{ label: 'Run Command', href: '/commands' }]

export function NewCommandScreen() {
  const { start, failure, retry } = useStart()
  const origin = start?.draft.origin
  const title = origin ? rerunTitle(origin) : 'Run a command'
  const from = origin ? [{ label: `Run ${origin.commandId.slice(0, 8)}`, href: `/commands/${origin.commandId}` }] : []
  return (
    <Page title={title} breadcrumbs={[...breadcrumbs, ...from]}>
      {failure ? (
        <ErrorState failure={toFailure(failure)} title="The run to repeat did not load" onRetry={retry} />
      ) : start && isTrial(start.draft.version) ? (
        <Suspense fallback={<Skeleton lines={6} />}>
          <TrialAgain draft={start.draft} />
        </Suspense>
      ) : start ? (
        <CommandForm key={origin ? `${origin.commandId}:${origin.which}` : 'new'} start={start} />
      ) : (
        <Skeleton lines={8} className="max-w-[880px]" />
      )}
    </Page>
  )
}
