'use client'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { toFailure } from '#queries/ui/failure'
import { useMayChange } from '#queries/shell/session'
import type { TagChange } from './tag-edit'
import { TagEditor } from './tag-editor'
import { TagLine } from './tag-line'

export interface TagListProps {
  tags: Readonly<Record<string, string>>
  /** Sends the change and lets the list know when the answer is there. */
  onChange: (change: TagChange) => Promise<void>
  readOnly: boolean
  /** Where everything with the same tag is listed. */
  alike: (key: string, value: string) => { href: string; label: string }
  empty: ReactNode
}

/** Tags, changed in place. Every change can be taken back for ten seconds, so none asks first. */
export function TagList({ tags: tagged, onChange, readOnly, alike, empty }: TagListProps) {
  const [editing, setEditing] = useState<string>()
  const blocked = useMayChange()
  const toast = useToast()
  const tags = Object.entries(tagged).sort(([a], [b]) => a.localeCompare(b))
  const change = async (next: TagChange, back: TagChange, title: string) => {
    await onChange(next)
    setEditing(undefined)
    const undo = () =>
      void onChange(back).catch((thrown: unknown) =>
        toast({ tone: 'bad', title: 'Undo failed', text: toFailure(thrown).message }),
      )
    toast({ tone: 'ok', title, undo })
  }
  const save = (key: string, value: string) => {
    const old = tagged[key]
    const back = old === undefined ? { add: [], remove: [key] } : { add: [{ key, value: old }], remove: [] }
    return change({ add: [{ key, value }], remove: [] }, back, old === undefined ? `Tag ${key} added` : `Tag ${key} changed`)
  }
  const remove = (key: string, value: string) =>
    change({ add: [], remove: [key] }, { add: [{ key, value }], remove: [] }, `Tag ${key} removed`).catch((thrown: unknown) =>
      toast({ tone: 'bad', title: `Tag ${key} was not removed`, text: toFailure(thrown).message }),
    )
  return (
    <div className="flex max-w-[55rem] flex-col gap-3">
      {tags.length === 0 && editing === undefined ? (
        empty
      ) : (
        <ul aria-label="Tags" className="flex flex-col rounded-card border border-line bg-surface empty:hidden">
          {tags.map(([key, value]) =>
            editing === key ? (
              <TagEditor key={key} tagKey={key} value={value} taken={[]} onSave={save} onCancel={() => setEditing(undefined)} />
            ) : (
              <TagLine
                key={key}
                tagKey={key}
                value={value}
                alike={alike(key, value)}
                fixed={readOnly || blocked !== undefined}
                onEdit={() => setEditing(key)}
                onRemove={() => void remove(key, value)}
              />
            ),
          )}
          {editing === '' ? (
            <TagEditor taken={tags.map(([key]) => key)} onSave={save} onCancel={() => setEditing(undefined)} />
          ) : null}
        </ul>
      )}
      {readOnly || editing === '' ? null : (
        <Button
          className="self-start"
          icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
          disabledReason={blocked}
          onClick={() => setEditing('')}
        >
          Add tag
        </Button>
      )}
    </div>
  )
}
