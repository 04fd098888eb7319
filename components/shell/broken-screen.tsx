'use client'
import { ErrorState } from '#components/ui/error-state'
import { toFailure } from '#queries/ui/failure'
import { Page } from './page'

export interface BrokenScreenProps {
  error: Error & { digest?: string }
  reset: () => void
}

export function BrokenScreen({ error, reset }: BrokenScreenProps) {
  const failure = { ...toFailure(error), requestId: error.digest }
  return (
    <Page title="Something broke on this page">
      <ErrorState failure={failure} title="This is a fault of the console, not of your nodes" onRetry={reset} />
    </Page>
  )
}
