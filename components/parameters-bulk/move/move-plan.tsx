'use client'
import { useMemo } from 'react'
import { moveChanges } from '../bulk-words'
import type { ChangeSet } from '../own-operations'
import { PlanPanel } from '../plan/plan-panel'
import { usePlan } from '../plan/use-plan'
import { useRevision } from '../plan/use-revision'

export interface MovePlanProps {
  names: readonly string[]
  from: string
  to: string
  onApplied: (changeSet: ChangeSet) => void
}

export function MovePlan({ names, from, to, onApplied }: MovePlanProps) {
  const changes = useMemo(() => moveChanges(names, from, to), [names, from, to])
  const plan = usePlan({ changes, revision: useRevision(changes), title: `Move ${from} to ${to}`, source: 'move', onApplied })
  return <PlanPanel caption="What the move would do" plan={plan} typed={from} />
}
