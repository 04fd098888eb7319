'use client'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button'
import { JsonView } from './json-view'

export interface PreviewPanelProps {
  /** Shown first, each with what follows from it. */
  warnings?: readonly string[] | undefined
  facts: readonly { label: string; value: ReactNode }[]
  /** The request that would be sent, and the command line that sends the same. */
  request?: unknown
  command?: string | undefined
  /** The button that does it, and the one beside it: above what is counted, so that no answer moves it from under the pointer. */
  actions?: ReactNode
}

/** What will happen, before it does. */
export function PreviewPanel({ warnings = [], facts, request, command, actions }: PreviewPanelProps) {
  return (
    <section aria-label="Preview" className="relative flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-section font-semibold">Preview</h2>
        {actions ? <div className="ml-auto flex flex-wrap justify-end gap-2">{actions}</div> : null}
      </div>
      {warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 rounded-control bg-warn-soft px-2.5 py-2 text-body">
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warn" />
          {warning}
        </p>
      ))}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-body">
        {facts.map((fact) => (
          <div key={fact.label} className="contents">
            <dt className="text-text-3">{fact.label}</dt>
            <dd className="min-w-0 break-words">{fact.value}</dd>
          </div>
        ))}
      </dl>
      {command ? (
        <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
          <code className="max-h-32 min-w-0 flex-1 overflow-auto py-1 text-meta break-words whitespace-pre-wrap text-text-2">
            {command}
          </code>
          <CopyButton text={command} label="Copy command line" />
        </div>
      ) : null}
      {request === undefined ? null : (
        <details className="text-body">
          <summary className="w-fit rounded-control text-text-2 hover:text-text">Request</summary>
          <div className="mt-2">
            <JsonView value={request} label="Request" />
          </div>
        </details>
      )}
    </section>
  )
}
