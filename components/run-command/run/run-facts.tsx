import { ChevronRight } from 'lucide-react'
import { CodeBlock } from '#components/ui/code-field'
import { isTrial } from '#lib/vocabulary/trial-version'
import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import { targetWords } from '#queries/ui/targets'
import { span } from '../invocation-why'
import type { RunSummary } from '../run-progress'
import { Fact } from './fact'
import { numberText } from '#queries/ui/number-text'

/** What was asked for, kept with the run: parameters, targets, limits. */
export function RunFacts({ summary }: { summary: RunSummary }) {
  const { Command } = summary
  const parameters = Object.entries(Command.Parameters ?? {})
  return (
    <details className="group rounded-card border border-line bg-surface text-body">
      <summary className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-3 py-1.5 text-text-2 hover:text-text">
        <span className="flex items-center gap-1.5 font-medium text-text">
          <ChevronRight
            aria-hidden
            size={14}
            strokeWidth={1.75}
            className="text-text-3 transition-transform group-open:rotate-90"
          />
          Request
        </span>
        <span>{targetWords(Command.Targets ?? [], Command.InstanceIds)}</span>
        <span>
          {Command.MaxConcurrency} at a time, {Command.MaxErrors} failures allowed
        </span>
        <span>{parameters.length === 0 ? 'default parameters' : parameters.map(([name]) => name).join(', ')}</span>
      </summary>
      <div className="flex max-h-72 flex-col gap-3 overflow-y-auto border-t border-line p-3">
        {parameters.map(([name, values]) => (
          <div key={name} className="flex flex-col gap-1">
            <span className="text-meta text-text-3">{name}</span>
            <CodeBlock code={values.join('\n')} label={name} />
          </div>
        ))}
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          <Fact label="Document">
            <DocumentRan name={Command.DocumentName ?? ''} version={Command.DocumentVersion ?? ''} />
          </Fact>
          <Fact label="Targets">
            {Command.InstanceIds?.length
              ? Command.InstanceIds.map((id) => (
                  <Link key={id} href={`/nodes/${id}`} className="mr-2 font-mono text-meta text-accent hover:underline">
                    {id}
                  </Link>
                ))
              : targetWords(Command.Targets ?? [])}
          </Fact>
          <Fact label="Limits">
            {numberText(summary.ConcurrencyLimit)} at a time, stops after {numberText(summary.ErrorLimit + 1)}{' '}
            {summary.ErrorLimit === 0 ? 'failure' : 'failures'}
          </Fact>
          <Fact label="Pick up within">{span(Command.TimeoutSeconds ?? 0)}</Fact>
          <Fact label="Requested">
            <RelativeTime at={Command.RequestedDateTime} exact />
          </Fact>
          {Command.OutputS3BucketName ? (
            <Fact label="Output also to">
              s3://{Command.OutputS3BucketName}/{Command.OutputS3KeyPrefix}
            </Fact>
          ) : null}
        </dl>
      </div>
    </details>
  )
}

/** A tested text is no document: its name may be that of none. */
function DocumentRan({ name, version }: { name: string; version: string }) {
  if (isTrial(version)) return <>A test of {name}: a text that was not saved</>
  return (
    <Link
      href={`/documents/${encodeURIComponent(name)}/content?v=${encodeURIComponent(version)}`}
      className="break-all text-accent hover:underline"
    >
      {name}, version {version}
    </Link>
  )
}
