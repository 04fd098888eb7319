'use client'
import { CircleCheck } from 'lucide-react'
import { ButtonLink } from '#components/ui/button'
import { changeSetHref, countChanges, storeHref } from '../bulk-words'
import type { ChangeSet } from '../own-operations'

/** After it was done: what changed, and the way back. */
export function Applied({ changeSet, path }: { changeSet: ChangeSet; path: string }) {
  return (
    <output className="flex flex-wrap items-center gap-3 rounded-card bg-ok-soft p-4 text-body">
      <CircleCheck aria-hidden size={20} strokeWidth={1.75} className="text-ok" />
      <p className="min-w-0 flex-1">Done: {countChanges(changeSet)}.</p>
      <ButtonLink href={storeHref(path)}>Show the parameters</ButtonLink>
      <ButtonLink href={changeSetHref(changeSet.ChangeSetId)}>Change set and Revert</ButtonLink>
    </output>
  )
}
