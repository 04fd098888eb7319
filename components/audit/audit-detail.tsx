'use client'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { JsonView } from '#components/ui/json-view'
import { RelativeTime } from '#components/ui/relative-time'
import { CopyAsMenu } from '#components/shell/copy-as-menu'
import type { Filter } from '#queries/ui/filter-grammar'
import { aroundActor } from './audit-filters'
import { AuditResult } from './audit-result'
import type { AuditRecord } from './own-operations'
import { numberText } from '#queries/ui/number-text'

export interface AuditDetailProps {
  record: AuditRecord
  onFilters: (filters: readonly Filter[]) => void
}

/** Everything that was recorded about one call. */
export function AuditDetail({ record, onFilters }: AuditDetailProps) {
  const masked = typeof record.Request === 'object' && record.Request !== null ? record.Request : {}
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => onFilters(aroundActor(record.Actor, record.At))}>This actor ±10 min</Button>
        <Button onClick={() => onFilters([{ field: 'action', op: 'is', values: [record.Action] }])}>All {record.Action}</Button>
        {record.Service === 'console' ? null : (
          <CopyAsMenu request={{ service: record.Service, operation: record.Action, input: masked }} />
        )}
      </div>
      {record.Message ? <p className="rounded-control bg-bad-soft px-2.5 py-2 text-body break-words">{record.Message}</p> : null}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-body">
        <Fact label="Result">
          <AuditResult result={record.Result} />
        </Fact>
        <Fact label="Time">
          <RelativeTime at={record.At} exact />
        </Fact>
        <Fact label="Actor">
          {record.Actor} ({record.ActorKind}
          {record.Role ? `, ${record.Role}` : ''})
        </Fact>
        {record.AccessKeyId ? <Fact label="Access key">{record.AccessKeyId}</Fact> : null}
        <Fact label="From">{record.SourceIp}</Fact>
        <Fact label="User agent">{record.UserAgent || '-'}</Fact>
        <Fact label="Call">
          {record.Service}:{record.Action} ({record.Access})
        </Fact>
        <Fact label="Took">{numberText(record.DurationMs)} ms</Fact>
        <Fact label="Request id">
          <span className="flex items-center gap-1">
            <code className="truncate text-meta">{record.RequestId}</code>
            <CopyButton text={record.RequestId} label="Copy request id" />
          </span>
        </Fact>
      </dl>
      {record.Resources.some((resource) => resource !== '*') ? (
        <section className="flex flex-col gap-1.5">
          <h2 className="text-body font-semibold">Resources</h2>
          <ul className="flex flex-col gap-0.5">
            {record.Resources.map((resource) => (
              <li key={resource} className="font-mono text-meta break-all text-text-2">
                {resource}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="flex flex-col gap-1.5">
        <h2 className="text-body font-semibold">Request, secrets masked</h2>
        <JsonView value={record.Request} label="Request" openTo={3} />
      </section>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
