'use client'
import { type KeyboardEvent, useState } from 'react'
import { Dialog } from '#components/ui/dialog'
import { TextField } from '#components/ui/text-field'
import type { ActionSpec, Family } from '#lib/capabilities/documents/model/language/spec/spec'
import { actionsOf } from './read-document'

export interface AddStepDialogProps {
  family: Family
  after: string | undefined
  onAdd: (action: ActionSpec) => void
  onClose: () => void
}

/** Search, arrows, Enter: the palette of all actions. */
export function AddStepDialog({ family, after, onAdd, onClose }: AddStepDialogProps) {
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(actionsOf(family), asked)
  const chosen = found[Math.min(at, found.length - 1)]
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && chosen) onAdd(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog open onClose={onClose} title="Add a step" description={after ? `After ${after}` : 'As the first step'}>
      <TextField
        label="Find an action"
        value={asked}
        onChange={(text) => {
          setAsked(text)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- its list is below it, not in a popup
        role="combobox"
        aria-expanded
        aria-controls="actions-found"
        aria-activedescendant={chosen ? `action-${chosen.name}` : undefined}
      />
      <div
        id="actions-found"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
        role="listbox"
        aria-label="Actions"
        tabIndex={-1}
        className="mt-2 max-h-80 overflow-y-auto"
      >
        {found.map((action) => (
          <div
            key={action.name}
            id={`action-${action.name}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
            role="option"
            tabIndex={-1}
            aria-selected={action === chosen}
            onClick={() => onAdd(action)}
            onKeyDown={undefined}
            className={`flex cursor-default flex-col rounded-control px-2 py-1 ${action === chosen ? 'bg-selected' : 'hover:bg-raised'}`}
          >
            <span className="font-mono text-body">{action.name}</span>
            <span className="text-meta text-text-2">{action.summary}</span>
          </div>
        ))}
        {found.length === 0 ? <p className="p-2 text-body text-text-2">No action has these words.</p> : null}
      </div>
    </Dialog>
  )
}

/** Names first, then what they do. */
function matching(actions: readonly ActionSpec[], asked: string): readonly ActionSpec[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const named = actions.filter(({ name }) => has(name))
  return [...named, ...actions.filter((action) => !named.includes(action) && has(`${action.name} ${action.summary}`))]
}
