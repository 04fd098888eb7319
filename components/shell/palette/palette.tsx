'use client'
import { clsx } from 'clsx'
import { CornerDownLeft, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Fragment, type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { KeyHint } from '#components/ui/key-hint'
import { useApiDrawer } from '../api-drawer-state'
import { actionEntries, type PaletteEntry, pageEntries, rank } from './entries'
import { splitPrefix } from './match'
import { destinationOf } from './paste'
import { useFound } from './use-found'

/** Pages, actions and objects in one box. `>` actions, `@` nodes, `/` parameters, `#` commands; a pasted id or ARN opens. */
export function Palette({ typedAhead, onClose }: { typedAhead: string; onClose: () => void }) {
  const [typed, setTyped] = useState(typedAhead)
  const [active, setActive] = useState(0)
  const { entries, searching } = useEntries(typed)
  const router = useRouter()
  const listId = useId()
  const at = Math.min(active, Math.max(0, entries.length - 1))
  const take = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    onClose()
    if (entry.href) router.push(entry.href)
    entry.run?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }
    const next = moves[event.key]
    if (event.key === 'Enter') take(entries[at])
    else if (event.key === 'Escape') onClose()
    else if (next === undefined) return
    else setActive(Math.max(0, Math.min(entries.length - 1, next)))
    event.preventDefault()
    // Escape means this box, not the panel behind it.
    event.stopPropagation()
  }
  return (
    <Box onClose={onClose}>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-3" />
        <input
          role="combobox"
          aria-label="Search nodes, commands, pages and actions"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={entries[at] ? `${listId}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          placeholder="Search, or paste an id or ARN"
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent text-form outline-none"
        />
      </div>
      <Entries id={listId} entries={entries} active={at} onActive={setActive} onTake={take} />
      {entries.length === 0 ? (
        <p className="px-4 py-6 text-center text-body text-text-3">{searching ? 'Searching' : 'Nothing matches'}</p>
      ) : null}
      <footer className="flex gap-4 border-t border-line bg-canvas px-4 py-2 text-meta text-text-3">
        {['> actions', '@ nodes', '/ parameters', '# commands'].map((hint) => (
          <span key={hint}>
            <kbd className="font-mono text-text-2">{hint[0]}</kbd>
            {hint.slice(1)}
          </span>
        ))}
      </footer>
    </Box>
  )
}

/** The browser's own modal: it opens at once, keeps the focus in, and gives it back; no dialog library to wait for. */
function Box({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const box = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  useLayoutEffect(() => {
    const dialog = box.current
    const pressOutside = (event: MouseEvent) => event.target === dialog && onClose()
    dialog?.addEventListener('mousedown', pressOutside)
    return () => dialog?.removeEventListener('mousedown', pressOutside)
  }, [onClose])
  return createPortal(
    <dialog
      ref={box}
      aria-label="Search and actions"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="fixed top-[12vh] left-1/2 m-0 flex max-h-[70vh] w-[40rem] max-w-[calc(100vw-1rem)] -translate-x-1/2 flex-col overflow-hidden rounded-dialog border border-line bg-surface p-0 text-text shadow-overlay outline-none backdrop:bg-scrim"
    >
      {children}
    </dialog>,
    document.body,
  )
}

const mostPerGroup = 10

function useEntries(typed: string): { entries: PaletteEntry[]; searching: boolean } {
  const prefixed = splitPrefix(typed)
  const drawer = useApiDrawer()
  const found = useFound(prefixed)
  const local = useMemo(() => [...pageEntries(), ...actionEntries(drawer.toggle)], [drawer.toggle])
  const pasted = destinationOf(typed)
  const own = local.filter((entry) => prefixed.scope === 'all' || (prefixed.scope === 'actions' && entry.group === 'Actions'))
  const direct: PaletteEntry[] = pasted
    ? [{ id: 'pasted', group: 'Go to', label: pasted.label, icon: CornerDownLeft, href: pasted.href }]
    : []
  const ranked = rank(own, prefixed.text)
  const groups = ['Go to', 'Actions'] as const
  const locals = groups.flatMap((group) => ranked.filter((entry) => entry.group === group).slice(0, mostPerGroup))
  const first = found.entries.length > 0 && locals.length > 0 && prefixed.text.length > 2
  return {
    entries: first ? [...direct, ...found.entries, ...locals] : [...direct, ...locals, ...found.entries],
    searching: found.searching,
  }
}

interface EntriesProps {
  id: string
  entries: readonly PaletteEntry[]
  active: number
  onActive: (at: number) => void
  onTake: (entry: PaletteEntry) => void
}

function Entries({ id, entries, active, onActive, onTake }: EntriesProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
    <div id={id} role="listbox" tabIndex={-1} aria-label="Results" className="min-h-0 overflow-y-auto p-1.5 empty:hidden">
      {entries.map((entry, at) => (
        <Fragment key={entry.id}>
          {entries[at - 1]?.group === entry.group ? null : (
            <p role="presentation" className="px-2.5 pt-2 pb-1 text-meta font-medium text-text-3">
              {entry.group}
            </p>
          )}
          <EntryRow
            id={`${id}-${at}`}
            entry={entry}
            active={at === active}
            onHover={() => onActive(at)}
            onTake={() => onTake(entry)}
          />
        </Fragment>
      ))}
    </div>
  )
}

interface EntryRowProps {
  id: string
  entry: PaletteEntry
  active: boolean
  onHover: () => void
  onTake: () => void
}

function EntryRow({ id, entry, active, onHover, onTake }: EntryRowProps) {
  const Icon = entry.icon
  return (
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
      role="option"
      tabIndex={-1}
      aria-selected={active}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: 'nearest' })
      }}
      onMouseMove={onHover}
      onMouseDown={(event) => {
        event.preventDefault()
        onTake()
      }}
      className={clsx('flex h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-body', active && 'bg-selected')}
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-3" />
      <span className="truncate">{entry.label}</span>
      {entry.hint ? (
        <span className="min-w-0 flex-1 truncate text-meta text-text-3">{entry.hint}</span>
      ) : (
        <span className="flex-1" />
      )}
      {entry.keyHint ? <KeyHint keys={entry.keyHint} /> : null}
    </div>
  )
}
