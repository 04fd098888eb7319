'use client'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { type Counted, countRows, type PlanRow } from './plan-rows'
import { PlanTable, type PlanTableProps } from './plan-table'
import type { Plan } from './use-plan'

export interface PlanPanelProps {
  caption: string
  plan: Plan
  /** Typed before anything is deleted. */
  typed: string
  typeCell?: PlanTableProps['typeCell']
  /** Beside the main button. */
  children?: ReactNode
}

const words: Record<Counted, string> = {
  create: 'to create',
  change: 'to change',
  delete: 'to delete',
  same: 'the same',
  error: 'cannot be done',
}

/** The plan as a table, what it comes to, and the one button that does it. */
export function PlanPanel({ caption, plan, typed, typeCell, children }: PlanPanelProps) {
  const blocked = useMayChange()
  const [asking, setAsking] = useState(false)
  const { rows, check, apply } = plan
  const chosen = rows.filter((row) => row.chosen)
  const deletions = chosen.filter(({ Outcome }) => Outcome === 'delete').length
  const send = () => apply.mutate()
  const failure = apply.error ? <ErrorState compact failure={toFailure(apply.error)} title="Nothing was changed" /> : null
  if (check.error && rows.length === 0)
    return (
      <ErrorState
        compact
        failure={toFailure(check.error)}
        title="The changes could not be checked"
        onRetry={() => void check.refetch()}
      />
    )
  if (check.isPending) return <Skeleton lines={6} />
  return (
    <div className="flex flex-col gap-3">
      <output className="text-body text-text-2">{summaryOf(rows)}</output>
      <PlanTable caption={caption} rows={rows} busy={apply.isPending} onChoose={plan.choose} typeCell={typeCell} />
      {asking ? null : failure}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="md"
          variant={deletions > 0 ? 'danger' : 'primary'}
          busy={apply.isPending || plan.isStale}
          disabled={chosen.length === 0}
          disabledReason={blocked}
          onClick={deletions > 0 ? () => setAsking(true) : send}
        >
          {chosen.length === 1 ? 'Apply 1 change' : `Apply ${chosen.length} changes`}
        </Button>
        {children}
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={send}
        danger
        title={deletions === 1 ? 'Delete 1 parameter on the way?' : `Delete ${deletions} parameters on the way?`}
        blast={{ tier: 'T3', name: typed }}
        confirmLabel={`Apply ${chosen.length} changes`}
        busy={apply.isPending}
        error={failure}
      >
        <p>
          {summaryOf(chosen)}: all of it, or nothing. The change set can be reverted for 90 days; earlier versions of what is
          deleted do not come back.
        </p>
      </ConfirmDialog>
    </div>
  )
}

function summaryOf(rows: readonly PlanRow[]): string {
  const counts = countRows(rows)
  const parts = Object.entries(counts).flatMap(([outcome, count]) =>
    count === 0 ? [] : [`${count} ${words[outcome as Counted]}`],
  )
  return parts.join(', ')
}
