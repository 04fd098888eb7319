'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { TextField } from '#components/ui/text-field'
import type { ActionSpec, Family } from '#lib/capabilities/documents/model/language/spec/spec'
import { dragAction } from './dragged-action'
import { actionsOf } from './read-document'

export interface ActionSearchProps {
  family: Family
  onAdd: (action: ActionSpec) => void
  /** In a narrow panel: names only, which can be dragged. */
  isPanel?: boolean
  disabled?: boolean
}

/** Search, arrows, Enter: the palette of all actions. */
export function ActionSearch({ family, onAdd, isPanel = false, disabled = false }: ActionSearchProps) {
  const id = useId()
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(actionsOf(family), asked)
  const chosen = found[Math.min(at, found.length - 1)]
  const add = (action: ActionSpec) => (disabled ? undefined : onAdd(action))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && chosen) add(chosen)
    else return
    event.preventDefault()
  }
  return (
    <div className={isPanel ? 'flex min-h-0 flex-1 flex-col p-2' : undefined}>
      <TextField
        label={isPanel ? 'Find a block' : 'Find an action'}
        hideLabel={isPanel}
        placeholder={isPanel ? 'Find a block' : undefined}
        size={isPanel ? 'sm' : 'md'}
        value={asked}
        onChange={(text) => {
          setAsked(text)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- its list is below it, not in a popup
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={chosen ? `${id}-${chosen.name}` : undefined}
      />
      <div
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
        role="listbox"
        aria-label={isPanel ? 'Blocks' : 'Actions'}
        tabIndex={-1}
        className={`mt-2 overflow-y-auto ${isPanel ? 'min-h-0 flex-1' : 'max-h-80'}`}
      >
        {found.map((action) => (
          <div
            key={action.name}
            id={`${id}-${action.name}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
            role="option"
            tabIndex={-1}
            aria-selected={action === chosen}
            title={isPanel ? action.summary : undefined}
            draggable={isPanel && !disabled}
            onDragStart={(event) => dragAction(event, action.name)}
            onClick={() => (isPanel ? setAt(found.indexOf(action)) : add(action))}
            onDoubleClick={() => (isPanel ? add(action) : undefined)}
            onKeyDown={undefined}
            className={`flex min-h-6 cursor-default flex-col justify-center rounded-control px-2 ${isPanel ? '' : 'py-1'} ${action === chosen ? 'bg-selected' : 'hover:bg-raised'}`}
          >
            <span className={isPanel ? 'truncate text-body' : 'font-mono text-body'}>
              {isPanel ? action.name.replace('aws:', '') : action.name}
            </span>
            {isPanel ? null : <span className="text-meta text-text-2">{action.summary}</span>}
          </div>
        ))}
        {found.length === 0 ? <p className="p-2 text-body text-text-2">No action has these words.</p> : null}
      </div>
    </div>
  )
}

/** Names first, then what they do. */
function matching(actions: readonly ActionSpec[], asked: string): readonly ActionSpec[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const named = actions.filter(({ name }) => has(name))
  return [...named, ...actions.filter((action) => !named.includes(action) && has(`${action.name} ${action.summary}`))]
}
