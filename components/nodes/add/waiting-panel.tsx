'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { ErrorState } from '#components/ui/error-state'
import { toFailure } from '#queries/ui/failure'
import { nodesOfActivation } from '../queries'
import { JoinedNode } from './joined-node'
import { ProblemList } from './problem-list'

export interface WaitingPanelProps {
  activation: { id: string; at: number; limit: number } | undefined
  url: string | undefined
}

const problemsAfterMs = 120_000
const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** Machines that used the activation, as they register and come online. */
export function WaitingPanel({ activation, url }: WaitingPanelProps) {
  useTopics(activation ? ['nodes'] : [])
  const { data, error } = useQuery({ ...nodesOfActivation(activation?.id ?? ''), enabled: activation !== undefined })
  const late = useLater(activation?.at)
  const nodes = data?.Nodes ?? []
  const count = data?.Total ?? nodes.length
  const complete = activation !== undefined && count >= activation.limit
  return (
    <section aria-label="New nodes" className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="text-section font-semibold">New nodes</h2>
      <p className="flex items-center gap-2 text-body text-text-2" aria-live="polite">
        {complete ? <CircleCheck {...icon} className="shrink-0 text-ok" /> : null}
        {activation && !complete ? <LoaderCircle {...icon} className="shrink-0 text-run motion-safe:animate-turn" /> : null}
        {activation ? waitingText(count, activation.limit) : 'Nodes appear here as soon as the command has run on them.'}
      </p>
      {error ? <ErrorState compact failure={toFailure(error)} title="The new nodes did not load" /> : null}
      <ul className="flex flex-col gap-2 empty:hidden">
        {nodes.map((node) => (
          <JoinedNode key={node.NodeId} node={node} />
        ))}
      </ul>
      {late && url && nodes.length === 0 ? <ProblemList url={url} /> : null}
    </section>
  )
}

function waitingText(count: number, limit: number): string {
  if (count === 0) return 'Waiting for nodes'
  if (count >= limit) return limit === 1 ? 'The node has registered.' : `All ${limit} nodes have registered.`
  return `${count} of ${limit} nodes ${count === 1 ? 'has' : 'have'} registered. Waiting for more.`
}

/** True two minutes after `at`. */
function useLater(at: number | undefined): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (at === undefined) return
    const timer = setTimeout(() => setLate(true), at + problemsAfterMs - Date.now())
    return () => clearTimeout(timer)
  }, [at])
  return late
}
