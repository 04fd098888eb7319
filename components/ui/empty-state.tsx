'use client'
import { Inbox, LockKeyhole, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button'

export interface EmptyStateProps {
  /** first-use: what this is and how to begin; no-match: a filter excludes all; no-permission: what is missing and who can grant it. */
  kind: 'first-use' | 'no-match' | 'no-permission'
  title: string
  text?: ReactNode
  /** One main action. */
  action?: ReactNode
  /** A command line that does the same. */
  command?: string | undefined
}

const icons = { 'first-use': Inbox, 'no-match': SearchX, 'no-permission': LockKeyhole }

export function EmptyState({ kind, title, text, action, command }: EmptyStateProps) {
  const Icon = icons[kind]
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-2 px-6 py-12 text-center">
      <Icon aria-hidden size={24} strokeWidth={1.5} className="text-text-3" />
      <p className="text-form font-semibold">{title}</p>
      {text ? <div className="text-body text-text-2">{text}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
      {command ? (
        <div className="mt-3 flex w-full items-center gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-3 text-left">
          <code className="min-w-0 flex-1 text-meta break-words whitespace-pre-wrap text-text-2">{onLines(command)}</code>
          <CopyButton text={command} label="Copy command" />
        </div>
      ) : null}
    </div>
  )
}

/** An option on each line, as a shell reads it too. */
function onLines(command: string): string {
  return command.replaceAll(' --', ' \\\n  --')
}
