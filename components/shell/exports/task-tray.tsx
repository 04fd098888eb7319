'use client'
import { useQuery } from '@tanstack/react-query'
import { ListTodo } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { IconButton } from '#components/ui/icon-button'
import { exportTasks } from '#queries/shell/exports/queries'

const TaskList = lazy(() => import('./task-list').then((module) => ({ default: module.TaskList })))
const topics = ['console']

/** What the person's own work in the background is doing; shown once there is some. */
export function TaskTray() {
  const [open, setOpen] = useState(false)
  const tasks = useQuery(exportTasks()).data?.Exports ?? []
  useTopics(topics)
  const running = tasks.filter(({ State }) => State === 'waiting' || State === 'running').length
  if (tasks.length === 0 && !open) return null
  const words = running > 0 ? `${running} running` : `${tasks.length}`
  return (
    <span className="relative">
      <IconButton
        label={`Tasks: ${words}`}
        size="lg"
        icon={<ListTodo aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => setOpen(true)}
      />
      <span
        aria-hidden
        className={`pointer-events-none absolute top-1 right-1 size-2 rounded-full ${running > 0 ? 'bg-run-solid' : 'bg-ok-solid'}`}
      />
      <Suspense>{open ? <TaskList tasks={tasks} onClose={() => setOpen(false)} /> : null}</Suspense>
    </span>
  )
}
