import { RelativeTime } from '#components/ui/relative-time'
import { type Why, whyInvocation } from '../invocation-why'
import type { RunSummary } from '../run-progress'
import { Fact } from './fact'
import type { RunInvocation } from './run-queries'
import { tellingStep } from './run-text'

export interface NodeWhyProps {
  row: RunInvocation
  summary: RunSummary
}

/** The rule, the evidence, what comes next, what to do. */
export function NodeWhy({ row, summary }: NodeWhyProps) {
  const { Command } = summary
  const step = tellingStep(row.CommandPlugins)
  const why: Why = whyInvocation({
    detail: row.StatusDetails ?? '',
    exitCode: step?.exitCode,
    step: step?.name,
    deliverySeconds: Command.TimeoutSeconds ?? 0,
    errorsAllowed: Command.MaxErrors,
    document: Command.DocumentName,
  })
  return (
    <div className="flex flex-col gap-3 overflow-y-auto rounded-card border border-line bg-surface p-4 text-body">
      <p className="text-form font-medium">{why.sentence}</p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        {why.next ? <Fact label="Next">{why.next}</Fact> : null}
        {why.fix ? <Fact label="What to do">{why.fix}</Fact> : null}
        <Fact label="State">
          {row.Status} / {row.StatusDetails}
        </Fact>
        <Fact label="Requested">
          <RelativeTime at={row.RequestedDateTime} exact />
        </Fact>
        <Fact label="Pick up until">
          <RelativeTime at={summary.DeliveryDeadline} exact />
        </Fact>
        {step?.startedAt === undefined ? null : (
          <Fact label="Started">
            <RelativeTime at={step.startedAt} exact />
          </Fact>
        )}
        {row.TraceOutput ? (
          <Fact label="Agent said">
            <span className="whitespace-pre-wrap">{row.TraceOutput}</span>
          </Fact>
        ) : null}
      </dl>
    </div>
  )
}
