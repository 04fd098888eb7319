'use client'
import { FilePenLine } from 'lucide-react'
import { Button } from '#components/ui/button'
import { RelativeTime } from '#components/ui/relative-time'
import type { CommandDraft } from './command-draft'
import type { Start } from './use-start'

export interface DraftNoticeProps {
  start: Start
  /** Nothing was typed yet. */
  untouched: boolean
  onUse: (draft: CommandDraft) => void
  onDiscard: () => void
}

/** Says when a form that was never sent came back, or could. */
export function DraftNotice({ start, untouched, onUse, onDiscard }: DraftNoticeProps) {
  const { kept, draft } = start
  if (!kept || !untouched) return null
  const restored = kept.draft === draft
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-card border border-line bg-accent-soft px-3 py-2 text-body">
      <FilePenLine aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-accent" />
      <span className="min-w-0 flex-1">
        {restored ? 'Your draft from ' : 'There is an unsent draft from '}
        <RelativeTime at={kept.savedAt / 1000} />
        {restored ? ' is back. Values that look like secrets were not kept.' : '.'}
      </span>
      {restored ? (
        <Button onClick={onDiscard}>Start over</Button>
      ) : (
        <Button onClick={() => onUse(kept.draft)}>Use the draft</Button>
      )}
    </div>
  )
}
