'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { RelativeTime } from '#components/ui/relative-time'
import { toFailure } from '#queries/ui/failure'
import { CodeBlock } from './code-block'
import type { OutputOf } from './own-operations'
import { firstCall } from '#queries/shell/profile-text'
import { identityCalls } from './queries'

type AuditRecord = OutputOf<'ListAuditRecords'>['Records'][number]

const everyMs = 3_000
/** A page left open must not ask for ever: after this the check rests until somebody comes back to it. */
const watchMs = 10 * 60_000

/** Waits for the first call of a tool, and says at once that it arrived, or why it was refused. */
export function ConnectionCheck() {
  const watching = useWatchFor(watchMs)
  const calls = useQuery({ ...identityCalls(), refetchInterval: watching ? everyMs : false })
  const seen = calls.data?.Records.filter((record) => record.AccessKeyId !== undefined || record.ActorKind === 'anonymous') ?? []
  return (
    <section aria-labelledby="check" className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <h2 id="check" className="text-section font-semibold">
        Check the connection
      </h2>
      <p className="text-body text-text-2">Run this with the new profile. The call shows up here.</p>
      <CodeBlock text={firstCall()} label="Copy command" />
      <div aria-live="polite" className="flex flex-col gap-2">
        {calls.error ? (
          <ErrorState
            compact
            failure={toFailure(calls.error)}
            title="The check does not answer"
            onRetry={() => void calls.refetch()}
          />
        ) : seen.length === 0 ? (
          <p className="flex items-center gap-2 text-body text-run">
            <LoaderCircle aria-hidden size={16} strokeWidth={1.75} className="motion-safe:animate-turn" />
            Waiting for a call
          </p>
        ) : (
          <ul className="flex flex-col gap-1.5">
            {seen.slice(0, 5).map((record) => (
              <SeenCall key={record.Id} record={record} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function SeenCall({ record }: { record: AuditRecord }) {
  const worked = record.Result === 'ok'
  const Icon = worked ? CircleCheck : CircleX
  return (
    <li className="flex items-start gap-2 text-body">
      <Icon aria-hidden size={16} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${worked ? 'text-ok' : 'text-bad'}`} />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{worked ? 'GetCallerIdentity' : `Refused: ${record.Result}`}</span>{' '}
        <RelativeTime at={record.At} />
        <span className="block truncate text-meta text-text-3" title={record.UserAgent}>
          {record.Actor} from {record.SourceIp} {tool(record.UserAgent)}
        </span>
        {worked ? null : <span className="block text-meta text-text-2">{record.Message}</span>}
      </span>
    </li>
  )
}

/** "aws-cli/2.17.0" out of a user agent that goes on for lines. */
function tool(userAgent: string): string {
  return /^[\w-]+\/[\w.]+/.exec(userAgent)?.[0] ?? ''
}

function useWatchFor(milliseconds: number): boolean {
  const [watching, setWatching] = useState(true)
  useEffect(() => {
    if (!watching) return
    const timer = setTimeout(() => setWatching(false), milliseconds)
    return () => clearTimeout(timer)
  }, [watching, milliseconds])
  useEffect(() => {
    const back = () => setWatching(true)
    window.addEventListener('focus', back)
    return () => window.removeEventListener('focus', back)
  }, [])
  return watching
}
