'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { blastOf, ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { ssm } from '#lib/api/browser'
import { awsCli } from '#queries/shell/copy-as'
import { toFailure } from '#queries/ui/failure'
import { fleetSize } from '../queries'
import { bucketCounts, type RunSummary } from '../run-progress'
import { nodesText, numberText } from '#queries/ui/number-text'

export interface StopDialogProps {
  commandId: string
  summary: RunSummary
  open: boolean
  onClose: () => void
}

/** Says what a stop reaches and what it cannot. */
export function StopDialog({ commandId, summary, open, onClose }: StopDialogProps) {
  const endpoint = useEndpoint()
  const queries = useQueryClient()
  const toast = useToast()
  const stop = useMutation({
    mutationFn: () => ssm('CancelCommand', { CommandId: commandId }),
    onSuccess: () => {
      toast({ tone: 'ok', title: 'The run is being stopped' })
      void queries.invalidateQueries({ queryKey: ['run-command'] })
      onClose()
    },
  })
  const fleet = useQuery(fleetSize()).data?.FleetTotal ?? 0
  const { queued, running } = bucketCounts(summary.Counts)
  const affected = queued + running
  return (
    <ConfirmDialog
      open={open}
      onClose={() => (stop.reset(), onClose())}
      onConfirm={() => stop.mutate()}
      title={affected === 1 ? 'Stop the run on 1 node?' : `Stop the run on ${numberText(affected)} nodes?`}
      blast={blastOf(affected, fleet)}
      command={awsCli({ service: 'ssm', operation: 'CancelCommand', input: { CommandId: commandId } }, endpoint)}
      confirmLabel="Stop the run"
      danger
      busy={stop.isPending}
      error={stop.error ? <ErrorState compact failure={toFailure(stop.error)} title="The run was not stopped" /> : null}
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {queued > 0 ? (
          <li>
            {nodesText(queued)} that {queued === 1 ? 'waits' : 'wait'} will not get the command.
          </li>
        ) : null}
        {running > 0 ? (
          <li>
            {nodesText(running)} that {running === 1 ? 'runs' : 'run'} it {running === 1 ? 'is' : 'are'} asked to stop. The agent
            ends the script; what it has changed by then stays.
          </li>
        ) : null}
        <li>Nodes that have finished keep their result.</li>
      </ul>
    </ConfirmDialog>
  )
}
