'use client'
import { CircleX } from 'lucide-react'
import { Button } from './button'
import { CopyButton } from './copy-button'
import type { Failure } from './failure'

export interface ErrorStateProps {
  failure: Failure
  /** What failed, in words: "The list of nodes did not load". */
  title?: string | undefined
  onRetry?: (() => void) | undefined
  /** One line inside a panel instead of a block. */
  compact?: boolean | undefined
}

export function ErrorState({ failure, title, onRetry, compact }: ErrorStateProps) {
  const details = `${failure.code}: ${failure.message}${failure.requestId ? `\nRequest id: ${failure.requestId}` : ''}`
  return (
    <div
      role="alert"
      className={compact ? 'flex items-start gap-2 rounded-card bg-bad-soft p-3' : 'mx-auto flex max-w-xl gap-3 px-6 py-10'}
    >
      <CircleX aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-bad" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="text-body font-medium text-text">{title ?? 'This did not load'}</p>
        <p className="text-body break-words text-text-2">{failure.message}</p>
        <p className="flex flex-wrap gap-x-3 text-meta text-text-3">
          <span>{failure.code}</span>
          {failure.requestId ? <span className="font-mono">{failure.requestId}</span> : null}
        </p>
        <div className="mt-1 flex gap-2">
          {onRetry ? <Button onClick={onRetry}>Retry</Button> : null}
          <CopyButton text={details} label="Copy details" showLabel />
        </div>
      </div>
    </div>
  )
}
