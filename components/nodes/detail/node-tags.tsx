'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { useMayChange } from '#queries/shell/session'
import { Button } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { toFailure } from '#queries/ui/failure'
import type { NodeDetail } from '../managed-node'
import { changeTags } from '../node-changes'
import type { TagChange } from '../tag-edit'
import { TagEditor } from './tag-editor'
import { TagLine } from './tag-line'

export interface NodeTagsProps {
  node: NodeDetail
  readOnly: boolean
}

/** Tags, changed in place. Every change can be taken back for ten seconds, so none asks first. */
export function NodeTags({ node, readOnly }: NodeTagsProps) {
  const [editing, setEditing] = useState<string>()
  const blocked = useMayChange()
  const queries = useQueryClient()
  const toast = useToast()
  const tags = Object.entries(node.Tags).sort(([a], [b]) => a.localeCompare(b))
  const send = async (change: TagChange) => {
    await changeTags(node.NodeId, change)
    await queries.invalidateQueries({ queryKey: ['nodes'] })
  }
  const change = async (next: TagChange, back: TagChange, title: string) => {
    await send(next)
    setEditing(undefined)
    const undo = () =>
      void send(back).catch((thrown: unknown) => toast({ tone: 'bad', title: 'Undo failed', text: toFailure(thrown).message }))
    toast({ tone: 'ok', title, undo })
  }
  const save = (key: string, value: string) => {
    const old = node.Tags[key]
    const back = old === undefined ? { add: [], remove: [key] } : { add: [{ key, value: old }], remove: [] }
    return change({ add: [{ key, value }], remove: [] }, back, old === undefined ? `Tag ${key} added` : `Tag ${key} changed`)
  }
  const remove = (key: string, value: string) =>
    change({ add: [], remove: [key] }, { add: [{ key, value }], remove: [] }, `Tag ${key} removed`).catch((thrown: unknown) =>
      toast({ tone: 'bad', title: `Tag ${key} was not removed`, text: toFailure(thrown).message }),
    )
  return (
    <div className="flex max-w-[880px] flex-col gap-3">
      {tags.length === 0 && editing === undefined ? (
        <EmptyState
          kind="first-use"
          title="No tags"
          text="Tags say what a node is for. Commands can be sent to every node with a tag."
        />
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
                readOnly={readOnly}
                blocked={blocked}
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
