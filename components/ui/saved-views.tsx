'use client'
import { ChevronDown } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from './button'
import { buttonClass } from './button-class'
import { Menu, type MenuItem } from './menu'
import { useUrlParams } from './use-url-state'
import { normalSearch, viewChange, viewOf } from './view-search'

export interface SavedView {
  id: string
  label: string
  /** Query string without the question mark: `f=status:is:ConnectionLost`. */
  search: string
  /** How it decides, where that is not plain from its filters. */
  note?: string | undefined
}

export interface OwnView extends SavedView {
  shared: boolean
  /** Who made it, when that is somebody else. */
  by?: string | undefined
  /** Why this person may not change it. */
  blocked?: string | undefined
}

export interface ViewDraft {
  /** Of the view to change; left out for a new one. */
  id?: string | undefined
  label: string
  search: string
  shared: boolean
}

/** What can be done with views that the server keeps. */
export interface ViewKeeper {
  own: readonly OwnView[]
  defaultId: string | undefined
  /** Why this person may not share views. */
  sharingBlocked: string | undefined
  /** Rejects with what the server said. */
  save: (draft: ViewDraft) => Promise<{ id: string }>
  remove: (view: OwnView) => void
  setDefault: (id: string | undefined) => void
}

export interface SavedViewsProps {
  /** Answers to real questions that come with the product. The first one is what the list opens with. */
  shipped: readonly SavedView[]
  /** Left out: views cannot be saved here. */
  keeper?: ViewKeeper | undefined
}

const ViewDialog = dynamic(() => import('./view-dialog').then((module) => module.ViewDialog), { ssr: false })

/** Which view of the list this is, the others to choose from, and what to do about one that was changed. */
export function SavedViews({ shipped, keeper }: SavedViewsProps) {
  const { params, set } = useUrlParams()
  const [draft, setDraft] = useState<ViewDraft>()
  const own = keeper?.own ?? []
  const views: readonly SavedView[] = [...shipped, ...own]
  const now = normalSearch(params.toString())
  const chosen = viewOf(views, params)
  const mine = own.find((view) => view.id === chosen?.id)
  const modified = chosen !== undefined && normalSearch(chosen.search) !== now
  const apply = (view: SavedView) => set(viewChange(view), 'push')
  const newDraft = () => setDraft({ label: '', search: now, shared: false })
  const trigger = (
    <button type="button" aria-label={`View: ${chosen?.label ?? 'none saved'}`} className={buttonClass('secondary', 'sm')}>
      <span className="max-w-48 truncate">{chosen?.label ?? 'Own filter'}</span>
      <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
    </button>
  )
  return (
    <>
      <Menu
        label="Views"
        align="start"
        items={() => menuItems({ shipped, keeper, chosen, mine, now, apply, edit: setDraft })}
        trigger={trigger}
      />
      {modified ? (
        <span className="flex items-center gap-1 text-meta text-text-3">
          Modified
          {mine && keeper && !mine.blocked ? (
            <Button variant="ghost" onClick={() => void keeper.save({ ...mine, search: now })}>
              Save
            </Button>
          ) : null}
          {keeper && (!mine || mine.blocked) ? (
            <Button variant="ghost" onClick={newDraft}>
              Save as
            </Button>
          ) : null}
          <Button variant="ghost" onClick={() => apply(chosen)}>
            Reset
          </Button>
        </span>
      ) : null}
      {keeper && !chosen ? (
        <Button variant="ghost" onClick={newDraft}>
          Save as
        </Button>
      ) : null}
      {keeper && draft ? (
        <ViewDialog
          draft={draft}
          keeper={keeper}
          onClose={() => setDraft(undefined)}
          onSaved={(id) => set({ view: id }, 'replace')}
        />
      ) : null}
      {chosen?.note && !modified ? <p className="order-last basis-full text-meta text-text-3">{chosen.note}</p> : null}
    </>
  )
}

interface ViewMenu {
  shipped: readonly SavedView[]
  keeper: ViewKeeper | undefined
  chosen: SavedView | undefined
  mine: OwnView | undefined
  now: string
  apply: (view: SavedView) => void
  edit: (draft: ViewDraft) => void
}

function menuItems({ shipped, keeper, chosen, mine, now, apply, edit }: ViewMenu): MenuItem[] {
  const opensWith = keeper?.defaultId ?? shipped[0]?.id
  const item = (view: SavedView & { by?: string | undefined }, separated: boolean): MenuItem => ({
    id: view.id,
    label: [view.label, view.by && `by ${view.by}`, keeper && view.id === opensWith && 'opens first'].filter(Boolean).join(' · '),
    checked: view.id === chosen?.id,
    separated,
    run: () => apply(view),
  })
  const items = shipped.map((view) => item(view, false))
  if (!keeper) return items
  const part = (shared: boolean) => keeper.own.filter((view) => view.shared === shared).map((view, at) => item(view, at === 0))
  return [
    ...items,
    ...part(false),
    ...part(true),
    { id: 'save', label: 'Save as a view', separated: true, run: () => edit({ label: '', search: now, shared: false }) },
    ...(chosen ? [defaultItem(keeper, chosen, opensWith)] : []),
    ...(mine
      ? [
          { id: 'edit', label: 'Rename or share', disabledReason: mine.blocked, run: () => edit(mine) },
          {
            id: 'delete',
            label: `Delete "${mine.label}"`,
            danger: true,
            disabledReason: mine.blocked,
            run: () => keeper.remove(mine),
          },
        ]
      : []),
  ]
}

function defaultItem(keeper: ViewKeeper, chosen: SavedView, opensWith: string | undefined): MenuItem {
  const isDefault = chosen.id === opensWith
  return {
    id: 'default',
    label: 'Open the list with this view',
    checked: isDefault,
    disabledReason: isDefault && keeper.defaultId === undefined ? 'It does already' : undefined,
    run: () => keeper.setDefault(isDefault ? undefined : chosen.id),
  }
}
