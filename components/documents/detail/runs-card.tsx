'use client'
import { useQuery } from '@tanstack/react-query'
import { useTopics } from '#components/shell/live/live-provider'
import { ErrorState } from '#components/ui/error-state'
import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { toFailure } from '#queries/ui/failure'
import { documentHref } from '../document-words'
import { outcomeWords } from '../outcome-words'
import { documentOutcomes } from '../queries'

const topics = ['commands']

/** Who ran it last, how that went, and how the runs of the last 30 days did. */
export function RunsCard({ name }: { name: string }) {
  useTopics(topics)
  const { data, error, refetch } = useQuery(documentOutcomes([name]))
  const outcome = data?.Outcomes[0]
  return (
    <section aria-labelledby="last-run" className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4 text-body">
      <h2 id="last-run" className="font-semibold">
        Runs
      </h2>
      {error ? (
        <ErrorState compact failure={toFailure(error)} title="The runs did not load" onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton lines={2} />
      ) : outcome === undefined ? (
        <p className="text-text-2">Nobody has run it yet.</p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <StatusBadge kind="command" value={outcome.Status} detail={outcome.StatusDetails} />
            <Link href={`/commands/${outcome.CommandId}`} className="text-accent hover:underline">
              <RelativeTime at={outcome.RequestedDateTime} />
            </Link>
            <span className="min-w-0 break-words text-text-2">by {outcome.RequestedBy}</span>
          </p>
          <p className="text-text-2">{outcomeWords(outcome)}.</p>
          <Link href={documentHref(name, 'runs')} className="w-fit text-accent hover:underline">
            All runs
          </Link>
        </>
      )}
    </section>
  )
}
