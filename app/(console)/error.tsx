'use client'
import { Page } from '#components/shell/page'
import { ErrorState } from '#components/ui/error-state'
import { toFailure } from '#queries/ui/failure'

/** A fault in one screen leaves the frame standing. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const failure = { ...toFailure(error), requestId: error.digest }
  return (
    <Page title="Something broke on this page">
      <ErrorState failure={failure} title="This is a fault of the console, not of your nodes" onRetry={reset} />
    </Page>
  )
}
