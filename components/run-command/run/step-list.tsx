import { Button } from '#components/ui/button'
import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import { duration } from '#queries/ui/time-text'
import type { RunInvocation } from './run-queries'
import { factsOf } from './run-text'

export interface StepListProps {
  plugins: NonNullable<RunInvocation['CommandPlugins']>
  onOpen: (step: string) => void
}

/** The steps of the document on this node, in order. */
export function StepList({ plugins, onOpen }: StepListProps) {
  return (
    <ol className="flex flex-col divide-y divide-line overflow-y-auto rounded-card border border-line bg-surface">
      {plugins.map((plugin, at) => {
        const step = factsOf(plugin)
        return (
          <li key={step.name} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-body">
            <span className="tabular w-5 text-text-3">{at + 1}</span>
            <code className="min-w-32">{step.name}</code>
            <StatusBadge kind="invocation" value={plugin.Status} detail={plugin.StatusDetails} />
            {step.exitCode === undefined ? null : <span className="text-text-2">exit {step.exitCode}</span>}
            {step.startedAt === undefined ? null : (
              <span className="text-meta text-text-3">
                started <RelativeTime at={step.startedAt} />
              </span>
            )}
            {step.seconds === undefined ? null : <span className="tabular text-meta text-text-3">{duration(step.seconds)}</span>}
            <Button className="ml-auto" onClick={() => onOpen(step.name)}>
              Output
            </Button>
          </li>
        )
      })}
    </ol>
  )
}
