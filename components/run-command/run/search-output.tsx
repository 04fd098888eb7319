'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Regex, Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { IconButton } from '#components/ui/icon-button'
import { Skeleton } from '#components/ui/skeleton'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { groupHits, type OutputHit } from './output-hits'
import { outputHits } from './run-queries'
import { numberText } from '#queries/ui/number-text'

export interface SearchOutputProps {
  commandId: string
  onHit: (hit: OutputHit) => void
}

/** Looks through everything that all nodes printed, on the server; the text itself stays there. */
export function SearchOutput({ commandId, onHit }: SearchOutputProps) {
  const { params, set } = useUrlParams()
  const query = params.get('q') ?? ''
  const regex = params.get('regex') === '1'
  const [text, setText] = useState(query)
  const hits = useInfiniteQuery(outputHits(commandId, { query, regex }))
  const found = hits.data?.pages.flatMap((page) => page.Hits) ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set({ q: text || undefined })
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <form onSubmit={submit} className="flex items-center gap-2">
        <TextField
          label="Search the output of all nodes"
          hideLabel
          type="search"
          value={text}
          onChange={setText}
          placeholder="Search the output of all nodes"
          fieldClassName="flex-1"
        />
        <IconButton
          label="Regular expression"
          size="lg"
          pressed={regex}
          icon={<Regex aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => set({ regex: regex ? undefined : '1' })}
        />
        <Button
          type="submit"
          size="md"
          variant="primary"
          busy={hits.isFetching && !hits.isFetchingNextPage}
          icon={<Search aria-hidden size={16} strokeWidth={1.75} />}
        >
          Search
        </Button>
      </form>
      {hits.error ? (
        <ErrorState compact failure={toFailure(hits.error)} title="The search did not work" onRetry={() => void hits.refetch()} />
      ) : null}
      {hits.isLoading ? <Skeleton lines={6} /> : null}
      {hits.isSuccess && found.length === 0 && !hits.hasNextPage ? (
        <EmptyState kind="no-match" title="No line matches" text="All that was printed so far was searched, on every node." />
      ) : null}
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto">
        {groupHits(found).map((group) => (
          <HitGroup key={`${group.nodeId} ${group.step} ${group.stream}`} hits={group.hits} onHit={onHit} />
        ))}
        {hits.hasNextPage ? (
          <Button className="w-fit" busy={hits.isFetchingNextPage} onClick={() => void hits.fetchNextPage()}>
            Search on
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function HitGroup({ hits, onHit }: { hits: readonly OutputHit[]; onHit: SearchOutputProps['onHit'] }) {
  const [first] = hits
  if (!first) return null
  const name = first.InstanceName || first.InstanceId
  return (
    <section aria-label={`Hits on ${name}`} className="rounded-card border border-line bg-surface">
      <h2 className="flex items-baseline gap-2 border-b border-line px-3 py-1.5 text-body font-semibold">
        {name}
        <span className="tabular text-meta font-normal text-text-3">
          {first.Stream}, {numberText(hits.length)} {hits.length === 1 ? 'line' : 'lines'}
        </span>
      </h2>
      <ul className="flex flex-col py-1 font-mono text-meta leading-5">
        {hits.map((hit) => (
          <li key={hit.Line}>
            {hit.Before.map((line, at) => (
              <Context key={`b${hit.Line - hit.Before.length + at}`} number={hit.Line - hit.Before.length + at} text={line} />
            ))}
            <button type="button" onClick={() => onHit(hit)} className="flex w-full min-w-0 gap-3 px-3 text-left hover:bg-raised">
              <span className="w-12 shrink-0 text-right text-accent">{hit.Line}</span>
              <span className="min-w-0 flex-1 truncate font-semibold">{hit.Text}</span>
            </button>
            {hit.After.map((line, at) => (
              <Context key={`a${hit.Line + 1 + at}`} number={hit.Line + 1 + at} text={line} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Context({ number, text }: { number: number; text: string }) {
  return (
    <div className="flex min-w-0 gap-3 px-3 text-text-3">
      <span className="w-12 shrink-0 text-right">{number}</span>
      <span className="min-w-0 flex-1 truncate">{text}</span>
    </div>
  )
}
