'use client'
import { TriangleAlert } from 'lucide-react'
import { Button } from '#components/ui/button'
import { RelativeTime } from '#components/ui/relative-time'
import type { ParameterRow } from '../own-operations'
import { type Member, memberLabels } from './parameter-draft'

export interface MergeBarProps {
  /** What the form was made from. */
  version: number
  /** What somebody saved since. */
  newer: ParameterRow | undefined
  /** Changed on both sides; mine is in the form. */
  conflicts: readonly Member[]
  onMerge: () => void
  onTheirs: (member: Member) => void
}

/** Nothing is overwritten unseen: a newer version is merged into the form, and what both changed is asked. */
export function MergeBar({ version, newer, conflicts, onMerge, onTheirs }: MergeBarProps) {
  if (newer)
    return (
      <div aria-live="polite" className="flex flex-wrap items-center gap-2 rounded-control bg-warn-soft px-3 py-2 text-body">
        <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-warn" />
        <span className="mr-auto">
          {newer.LastModifiedUser} saved version {newer.Version} <RelativeTime at={newer.LastModifiedDate} />; you edit version{' '}
          {version}.
        </span>
        <Button onClick={onMerge}>Merge</Button>
      </div>
    )
  if (conflicts.length === 0) return null
  return (
    <ul aria-label="Changed on both sides" className="flex flex-col gap-1 rounded-control bg-warn-soft px-3 py-2 text-body">
      {conflicts.map((member) => (
        <li key={member} className="flex flex-wrap items-center gap-2">
          <span className="mr-auto">
            {memberLabels[member]}: version {version} may differ from both what you began with and what you typed. Yours is in the
            form.
          </span>
          <Button onClick={() => onTheirs(member)}>Take theirs</Button>
        </li>
      ))}
    </ul>
  )
}
