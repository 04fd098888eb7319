'use client'
import { Button } from '#components/ui/button'

/** What was typed before a reload is here again, and can go. */
export function DraftNotice({ onDiscard }: { onDiscard: () => void }) {
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-2 rounded-control bg-run-soft px-3 py-2 text-body">
      <span className="mr-auto">What you typed before and did not save is here again; the values of secrets are not kept.</span>
      <Button onClick={onDiscard}>Discard</Button>
    </div>
  )
}
