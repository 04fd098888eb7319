'use client'
import { ChevronDown, FilePen } from 'lucide-react'
import { Menu } from '#components/ui/menu'
import { buttonClass } from '#queries/ui/button-class'
import { draftHref, draftLabel } from '../draft-words'
import type { DocumentDraft } from '../own-operations'

/** What one has begun to write and not saved, also what is no document yet. */
export function DraftsMenu({ drafts }: { drafts: readonly DocumentDraft[] }) {
  if (drafts.length === 0) return null
  const byTime = drafts.toSorted((one, other) => other.UpdatedDate - one.UpdatedDate)
  return (
    <Menu
      label="My drafts"
      items={byTime.map((draft) => ({ id: draft.Name, label: draftLabel(draft), href: draftHref(draft) }))}
      trigger={
        <button type="button" className={buttonClass()}>
          <FilePen aria-hidden size={16} strokeWidth={1.75} />
          Drafts
          <span className="tabular text-meta text-text-3">{drafts.length}</span>
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </button>
      }
    />
  )
}
