'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import { keyOf } from '../bulk-words'
import { type ChangeSet, checkedRevert, revertChangeSet } from '../own-operations'
import { planRows } from '../plan/plan-rows'
import { PlanTable } from '../plan/plan-table'

export interface RevertDialogProps {
  changeSet: ChangeSet
  onClose: () => void
  onReverted: (changeSet: ChangeSet) => void
}

/** What was there before comes back; names that were changed since are refused, with the reason. */
export function RevertDialog({ changeSet, onClose, onReverted }: RevertDialogProps) {
  const { ChangeSetId, Title } = changeSet
  const toast = useToast()
  const queries = useQueryClient()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [NewChangeSetId] = useState(() => crypto.randomUUID())
  const check = useQuery({ ...checkedRevert(ChangeSetId), gcTime: 0 })
  const checked = check.data?.Changes ?? []
  const asked = checked.map(({ Name }) => ({ group: keyOf(Name), change: { Action: 'Put' as const, Name } }))
  const rows = planRows(asked, checked, left)
  const chosen = rows.filter((row) => row.chosen)
  const revert = useMutation({
    mutationFn: () => revertChangeSet({ ChangeSetId, NewChangeSetId, Names: chosen.map(({ Name }) => Name) }),
    onSuccess: (made) => {
      toast({
        tone: 'ok',
        title: chosen.length === 1 ? '1 parameter is as it was' : `${chosen.length} parameters are as they were`,
      })
      onReverted(made)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['parameters'] }),
  })
  const choose = (groups: readonly string[], isChosen: boolean) =>
    setLeft((now) => new Set(isChosen ? [...now].filter((one) => !groups.includes(one)) : [...now, ...groups]))
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={`Revert ${Title}?`}
      description="What was there before comes back as new versions, in a change set that can be reverted too."
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            busy={revert.isPending}
            disabled={chosen.length === 0}
            onClick={() => revert.mutate()}
          >
            {chosen.length === rows.length ? `Revert all ${rows.length}` : `Revert ${chosen.length} of ${rows.length}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-1">
        {check.error ? (
          <ErrorState
            compact
            failure={toFailure(check.error)}
            title="It could not be checked"
            onRetry={() => void check.refetch()}
          />
        ) : null}
        {check.isPending ? <Skeleton lines={4} /> : null}
        {rows.length === 0 ? null : (
          <PlanTable caption="What reverting would do" rows={rows} busy={revert.isPending} onChoose={choose} />
        )}
        {revert.error ? <ErrorState compact failure={toFailure(revert.error)} title="Nothing was reverted" /> : null}
      </div>
    </Dialog>
  )
}
