'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { quarterdeck } from '#lib/api/browser'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { RelativeTime } from '#components/ui/relative-time'
import { toFailure } from '#queries/ui/failure'
import { downloadExport, type ExportTask } from '#queries/shell/exports/queries'
import { bytes } from '#queries/ui/time-text'
import { numberText } from '#queries/ui/number-text'

export interface TaskListProps {
  tasks: readonly ExportTask[]
  onClose: () => void
}

export function TaskList({ tasks, onClose }: TaskListProps) {
  return (
    <Dialog open onClose={onClose} title="Tasks" description="Exports of yours. A file is kept for a day." width="drawer">
      {tasks.length === 0 ? <EmptyState kind="no-match" title="No task" text="Long exports appear here." /> : null}
      <ul aria-label="Tasks" className="flex flex-col">
        {tasks.map((task) => (
          <TaskLine key={task.ExportId} task={task} />
        ))}
      </ul>
    </Dialog>
  )
}

function TaskLine({ task }: { task: ExportTask }) {
  const queries = useQueryClient()
  const isOver = task.State === 'ready' || task.State === 'failed'
  const download = useMutation({ mutationFn: () => downloadExport(task) })
  const remove = useMutation({
    mutationFn: () => quarterdeck('DeleteExport', { ExportId: task.ExportId }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['console', 'ListExports'] }),
  })
  const error = download.error ?? remove.error
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2.5 last:border-0">
      <span className="flex items-baseline justify-between gap-2">
        <span className="font-medium">
          {task.List}.{task.Format}
        </span>
        <span className="text-meta text-text-3">
          <RelativeTime at={task.StartedAt} />
        </span>
      </span>
      <span className="tabular text-text-2" aria-live="polite">
        {stateWords(task)}
      </span>
      <span className="flex gap-2">
        {task.State === 'ready' ? (
          <Button busy={download.isPending} onClick={() => download.mutate()}>
            Download
          </Button>
        ) : null}
        <Button variant="ghost" busy={remove.isPending} onClick={() => remove.mutate()}>
          {isOver ? 'Remove' : 'Stop'}
        </Button>
      </span>
      {error ? <ErrorState compact failure={toFailure(error)} title="That did not work" /> : null}
    </li>
  )
}

function stateWords({ State, Rows, Bytes, Failure }: ExportTask): string {
  const rows = `${numberText(Rows)} ${Rows === 1 ? 'row' : 'rows'}`
  switch (State) {
    case 'waiting':
      return 'Waiting for its turn'
    case 'running':
      return `Running, ${rows} so far`
    case 'ready':
      return `${rows}, ${bytes(Bytes)}`
    case 'failed':
      return `Failed. ${Failure ?? ''}`
  }
}
