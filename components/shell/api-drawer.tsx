'use client'
import { useSyncExternalStore } from 'react'
import { callLog } from '#lib/api/browser'
import type { LoggedCall } from '#lib/api/call-log'
import { Badge } from '#components/ui/badge'
import { Dialog } from '#components/ui/dialog'
import { EmptyState } from '#components/ui/empty-state'
import { JsonView } from '#components/ui/json-view'
import { useApiDrawer } from './api-drawer-state'
import { CopyAsMenu } from './copy-as-menu'

const none: readonly LoggedCall[] = []

/** The calls that this page made, newest first. Secrets were masked before they were kept. */
export function ApiDrawer() {
  const { toggle } = useApiDrawer()
  const calls = useSyncExternalStore(callLog.subscribe, callLog.read, () => none)
  return (
    <Dialog
      open
      onClose={toggle}
      title="API calls"
      description="Everything this console does is the public API. Secrets are masked."
      width="drawer"
    >
      {calls.length === 0 ? <EmptyState kind="no-match" title="No calls yet" /> : null}
      <ul className="flex flex-col divide-y divide-line">
        {calls.map((entry) => (
          <CallRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </Dialog>
  )
}

function CallRow({ entry }: { entry: LoggedCall }) {
  const { operation, service, status, durationMs, requestId, failure } = entry
  return (
    <li>
      <details className="group/call py-1.5">
        <summary className="flex items-center gap-2 rounded-control text-body">
          <span className="min-w-0 flex-1 truncate font-mono text-meta font-medium">{operation}</span>
          <span className="tabular text-meta text-text-3">{durationMs === undefined ? 'waiting' : `${durationMs} ms`}</span>
          <Badge tone={status === undefined ? 'run' : failure ? 'bad' : 'ok'}>
            {status === undefined ? '...' : status || failure?.code}
          </Badge>
        </summary>
        <div className="flex flex-col gap-2 pt-2 pb-1">
          <div className="flex items-center justify-between gap-2 text-meta text-text-3">
            <span className="truncate font-mono" title="Request id">
              {requestId ?? service}
            </span>
            <CopyAsMenu
              request={{ service, operation, input: typeof entry.input === 'object' && entry.input !== null ? entry.input : {} }}
            />
          </div>
          {failure ? (
            <p className="text-body text-bad">
              {failure.code}: {failure.message}
            </p>
          ) : null}
          <JsonView label="Request" value={entry.input} />
          {entry.output === undefined ? null : <JsonView label="Response" value={entry.output} openTo={1} />}
        </div>
      </details>
    </li>
  )
}
