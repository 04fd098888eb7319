'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { TargetPicker } from '#components/ui/target-picker'
import { toFailure } from '#queries/ui/failure'
import type { TargetChoice } from '#queries/ui/targets'
import { nodeChoices } from '../queries'
import { FormSection } from './form-section'
import { NodeChoice } from './node-choice'
import { type PreviewAnswer, resolutionOf } from './preview'

export interface TargetsSectionProps {
  targets: TargetChoice
  onChange: (targets: TargetChoice) => void
  answer: PreviewAnswer | undefined
  loading: boolean
  failure: unknown
  onRetry: () => void
  error: string | undefined
}

const nobody = { total: 0, online: 0, offline: 0, skipped: [], sample: [] }

export function TargetsSection({ targets, onChange, answer, loading, failure, onRetry, error }: TargetsSectionProps) {
  const tags = useKnownTags()
  return (
    <FormSection id="targets" title="Targets">
      <TargetPicker
        value={targets}
        onChange={onChange}
        nodeList={<NodeChoice nodeIds={targets.nodeIds} onChange={(nodeIds) => onChange({ ...targets, nodeIds })} />}
        tagKeys={[...tags.keys()]}
        tagValues={(key) => [...(tags.get(key) ?? [])]}
        resolution={answer?.Preview ? resolutionOf(answer.Preview) : nobody}
        resolving={loading}
        failure={failure ? toFailure(failure) : undefined}
        onRetry={onRetry}
        error={error}
      />
    </FormSection>
  )
}

/** Tags of the nodes at hand, to complete what is typed; others can be written all the same. */
function useKnownTags(): ReadonlyMap<string, ReadonlySet<string>> {
  const nodes = useInfiniteQuery(nodeChoices(''))
  return useMemo(() => {
    const known = new Map<string, Set<string>>()
    for (const node of nodes.data?.pages.flatMap((page) => page.Nodes) ?? [])
      for (const [key, value] of Object.entries(node.Tags)) known.set(key, (known.get(key) ?? new Set()).add(value))
    return known
  }, [nodes.data])
}
