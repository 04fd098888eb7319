'use client'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { buttonClass } from './button-class'
import { Dialog } from './dialog'
import { Menu, type MenuItem } from './menu'
import { TextField } from './text-field'
import { useUrlParams } from './use-url-state'

export interface SavedView {
  id: string
  label: string
  /** Query string without the question mark: `f=status:is:ConnectionLost`. */
  search: string
}

export interface SavedViewsProps {
  /** Answers to real questions that come with the product. The first one is the default. */
  shipped: readonly SavedView[]
  own?: readonly SavedView[] | undefined
  /** Left out: views cannot be saved here. */
  onSave?: ((label: string, search: string) => void) | undefined
  onDelete?: ((id: string) => void) | undefined
}

const viewParams = ['f', 'q', 'sort'] as const

export function SavedViews({ shipped, own = [], onSave, onDelete }: SavedViewsProps) {
  const { params, set } = useUrlParams()
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const views = [...shipped, ...own]
  const now = normal(params.toString())
  const chosen =
    views.find((view) => view.id === params.get('view')) ?? views.find((view) => normal(view.search) === now) ?? shipped[0]
  const modified = chosen !== undefined && normal(chosen.search) !== now
  const apply = (view: SavedView) => {
    const wanted = new URLSearchParams(view.search)
    set(
      {
        ...Object.fromEntries(viewParams.map((param) => [param, wanted.getAll(param)])),
        view: view.id === shipped[0]?.id ? undefined : view.id,
      },
      'push',
    )
  }
  const item = (view: SavedView, at: number, list: string): MenuItem => ({
    id: view.id,
    label: view.label,
    checked: view.id === chosen?.id,
    separated: list === 'own' && at === 0,
    run: () => apply(view),
  })
  const items = [
    ...shipped.map((view, at) => item(view, at, 'shipped')),
    ...own.map((view, at) => item(view, at, 'own')),
    ...(onSave ? [{ id: 'save', label: 'Save as a view', separated: true, run: () => setNaming(true) }] : []),
    ...(onDelete && chosen && own.some((view) => view.id === chosen.id)
      ? [{ id: 'delete', label: `Delete view "${chosen.label}"`, danger: true, run: () => onDelete(chosen.id) }]
      : []),
  ]
  const save = () => {
    onSave?.(name.trim(), now)
    setNaming(false)
    setName('')
  }
  const trigger = (
    <button type="button" className={buttonClass('secondary', 'sm')}>
      {chosen?.label ?? 'View'}
      <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
    </button>
  )
  return (
    <>
      <Menu label="Views" align="start" items={items} trigger={trigger} />
      {modified && params.has('view') ? (
        <span className="flex items-center gap-1 text-meta text-text-3">
          Modified
          <Button variant="ghost" onClick={() => chosen && apply(chosen)}>
            Reset
          </Button>
        </span>
      ) : null}
      <Dialog
        open={naming}
        onClose={() => setNaming(false)}
        width="sm"
        title="Save as a view"
        footer={
          <Button variant="primary" size="md" onClick={save} disabled={name.trim() === ''}>
            Save view
          </Button>
        }
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          required
          maxLength={60}
          help="Keeps the filters and the sort order of this list."
        />
      </Dialog>
    </>
  )
}

function normal(search: string): string {
  const params = new URLSearchParams(search)
  const kept = viewParams.flatMap((name) => params.getAll(name).map((value) => [name, value] as [string, string]))
  return new URLSearchParams(kept).toString()
}
