'use client'
import { useMemo } from 'react'
import { Button } from '#components/ui/button'
import type { ChangeSet, ComparedRow, Side } from '../own-operations'
import { PlanPanel } from '../plan/plan-panel'
import { usePlan } from '../plan/use-plan'
import { useRevision } from '../plan/use-revision'
import { copyChanges } from './compare-words'

export interface CopyPlanProps {
  rows: readonly ComparedRow[]
  right: Side
  onApplied: (changeSet: ChangeSet) => void
  onCancel: () => void
}

/** What makes the right side like the left, before it is done. */
export function CopyPlan({ rows, right, onApplied, onCancel }: CopyPlanProps) {
  const changes = useMemo(() => copyChanges(rows, right.Path), [rows, right.Path])
  const plan = usePlan({ changes, revision: useRevision(changes), title: `Copy to ${right.Path}`, source: 'compare', onApplied })
  return (
    <PlanPanel caption="What copying would do" plan={plan} typed={right.Path}>
      <Button size="md" onClick={onCancel}>
        Back to the comparison
      </Button>
    </PlanPanel>
  )
}
