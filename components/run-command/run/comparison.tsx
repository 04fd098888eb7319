'use client'
import { useQuery } from '@tanstack/react-query'
import { Button } from '#components/ui/button'
import { DiffView } from '#components/ui/diff-view'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { comparedText, type OutputGroup } from './output-groups'
import { fetchRanges, type Likeness } from './run-queries'
import { nodesText } from '#queries/ui/number-text'

export interface ComparisonProps {
  commandId: string
  steps: readonly string[]
  likeness: Likeness
  before: OutputGroup
  after: OutputGroup
  onClose: () => void
}

/** What a node of one group printed against what a node of the other did. */
export function Comparison({ commandId, steps, likeness, before, after, onClose }: ComparisonProps) {
  const texts = useQuery({
    queryKey: ['run-command-compared', commandId, likeness, before.GroupId, after.GroupId],
    queryFn: async () => Promise.all([before, after].map((group) => readGroup({ commandId, steps, likeness }, group))),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [left, right] = texts.data ?? []
  return (
    <section
      aria-label="Difference of two groups"
      className="flex flex-col gap-2 rounded-card border border-accent bg-surface p-3"
    >
      <div className="flex items-center justify-between gap-2 text-body">
        <p>
          <span className="text-bad">- {nodesText(before.Count)}</span> against{' '}
          <span className="text-ok">+ {nodesText(after.Count)}</span>
        </p>
        <Button variant="ghost" onClick={onClose}>
          Close
        </Button>
      </div>
      {left?.isCut || right?.isCut ? (
        <p className="rounded-control bg-warn-soft px-2.5 py-2 text-body">
          Only the first 256 kB of each stream are compared here. Download has all of it.
        </p>
      ) : null}
      {texts.error ? (
        <ErrorState
          compact
          failure={toFailure(texts.error)}
          title="The outputs did not load"
          onRetry={() => void texts.refetch()}
        />
      ) : left && right ? (
        <DiffView before={left.text} after={right.text} names={[sideName(before), sideName(after)]} label="Difference" />
      ) : (
        <Skeleton lines={6} />
      )}
    </section>
  )
}

async function readGroup(
  { commandId, steps, likeness }: Pick<ComparisonProps, 'commandId' | 'steps' | 'likeness'>,
  { Sample, ResponseCode }: OutputGroup,
) {
  if (!Sample) return { text: comparedText([], ResponseCode, undefined), isCut: false }
  const places = steps.flatMap((step) => (['stdout', 'stderr'] as const).map((stream) => ({ step, stream })))
  const ranges = await fetchRanges(places.map((place) => ({ commandId, nodeId: Sample.InstanceId, ...place, offset: 0 })))
  const parts = places.map((place, at) => ({ ...place, text: ranges[at]?.text ?? '' }))
  const node = likeness === 'Alike' ? { nodeId: Sample.InstanceId, names: Sample.Names } : undefined
  return { text: comparedText(parts, ResponseCode, node), isCut: ranges.some(({ bytes, size }) => bytes < size) }
}

function sideName({ Count, Sample }: OutputGroup): string {
  return `${Sample?.Names[0] ?? Sample?.InstanceId ?? 'A node'}, for ${nodesText(Count)}`
}
