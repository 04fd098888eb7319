import type { KeyboardEvent } from 'react'
import type { StepActions } from './step-actions'
import type { Workspace } from './use-workspace'

export interface Keyed {
  workspace: Workspace
  actions: StepActions
  /** The step that the key is about. */
  name: string | undefined
  disabled: boolean
  onAdd: () => void
  onConnect: () => void
  /** Folds the step in the graph, or unfolds it. */
  onFold: () => void
}

/** Keys that mean the same in the outline and on the graph. */
export function stepKey(event: KeyboardEvent, keyed: Keyed): (() => void) | undefined {
  const { actions, name, workspace, disabled, onAdd, onConnect, onFold } = keyed
  const mod = event.ctrlKey || event.metaKey
  if (event.key === 'Enter' && !mod) return () => workspace.handle.current?.focus()
  if (event.key === 'f' && !mod && !event.altKey) return onFold
  if (disabled) return undefined
  if (mod && event.key.toLowerCase() === 'z') return event.shiftKey ? workspace.redo : workspace.undo
  if (mod && event.key === 'y') return workspace.redo
  if (event.key === 'Insert' || event.key === '+') return onAdd
  if (name === undefined) return undefined
  if (event.altKey) return moved(event.key, { actions, name })
  if (event.key === 'Delete') return () => void actions.remove(name)
  if (mod && event.key === 'd') return () => void actions.duplicate(name)
  if (event.key === 'c' && !mod) return onConnect
  return undefined
}

function moved(key: string, { actions, name }: { actions: StepActions; name: string }): (() => void) | undefined {
  if (key === 'ArrowDown') return () => void actions.move(name, 1)
  if (key === 'ArrowUp') return () => void actions.move(name, -1)
  if (key === 'ArrowRight') return () => void actions.nest(name, true)
  if (key === 'ArrowLeft') return () => void actions.nest(name, false)
  return undefined
}

/** For an element that holds steps: the browser's own copy and paste, so that no permission is asked for. */
export function stepClipboard({ actions, name, disabled }: Pick<Keyed, 'actions' | 'name' | 'disabled'>) {
  return {
    onCopy(event: React.ClipboardEvent) {
      const text = name === undefined || isField(event.target) ? undefined : actions.copy(name)
      if (text === undefined) return
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
    },
    onCut(event: React.ClipboardEvent) {
      const text = name === undefined || disabled || isField(event.target) ? undefined : actions.copy(name)
      if (text === undefined || name === undefined) return
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
      actions.remove(name)
    },
    onPaste(event: React.ClipboardEvent) {
      if (disabled || isField(event.target)) return
      if (actions.paste(event.clipboardData.getData('text/plain'))) event.preventDefault()
    },
  }
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
