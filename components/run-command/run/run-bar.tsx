import { toneSolid, toneText } from '#components/ui/badge'
import { duration } from '#queries/ui/time-text'
import { cutSentence, type RunSummary, segments, totalOf, waveText } from '../run-progress'
import { Elapsed } from './elapsed'
import { numberText } from '#queries/ui/number-text'

/** One bar for all nodes, the counters behind it, and what the rate control is doing. */
export function RunBar({ summary }: { summary: RunSummary }) {
  const { Counts, ConcurrencyLimit, ErrorLimit, EtaSeconds } = summary
  const parts = segments(Counts)
  const open = summary.EndedDateTime === undefined
  const total = totalOf(Counts)
  const cut = cutSentence(Counts, ErrorLimit)
  return (
    <section aria-label="Progress" className="flex flex-col gap-2">
      <div aria-hidden className="flex h-2.5 gap-px overflow-hidden rounded-full bg-raised">
        {parts.map((part) => (
          <span
            key={part.id}
            title={`${numberText(part.count)} ${part.label}`}
            style={{ flexGrow: part.count }}
            className={`min-w-1 ${part.id === 'queued' ? 'bg-raised' : toneSolid[part.tone]}`}
          />
        ))}
      </div>
      <p className="tabular flex flex-wrap items-baseline gap-x-4 gap-y-1 text-body text-text-2">
        {parts.map((part) => (
          <span key={part.id} className={toneText[part.tone]}>
            <strong className="font-semibold">{numberText(part.count)}</strong> {part.label}
          </span>
        ))}
        <span className="ml-auto flex flex-wrap gap-x-4 text-meta text-text-3">
          {open ? <span>{waveText(Counts, ConcurrencyLimit)}</span> : null}
          {total > 1 ? <span>{stopText(ErrorLimit, total)}</span> : null}
          {open && EtaSeconds !== undefined && EtaSeconds > 0 ? <span>about {duration(EtaSeconds)} left</span> : null}
          <Elapsed since={summary.Command.RequestedDateTime} until={summary.EndedDateTime} />
        </span>
      </p>
      {cut ? <p className="rounded-control bg-warn-soft px-2.5 py-2 text-body">{cut}</p> : null}
      <span aria-live="polite" className="sr-only">
        {open ? '' : `The run has ended: ${parts.map((part) => `${part.count} ${part.label}`).join(', ')}`}
      </span>
    </section>
  )
}

function stopText(errorLimit: number, total: number): string {
  if (errorLimit >= total) return 'failures never stop it'
  return errorLimit === 0 ? 'stops at the first failure' : `stops after ${numberText(errorLimit + 1)} failures`
}
