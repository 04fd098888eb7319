'use client'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { DataTableProps } from '../data-table'
import { useKeys } from '../key-provider'
import { nothingSelected, rangeOf, selectedCount, withSelected } from './selection'

export interface Grid {
  /** Row that has, or would get, the focus. */
  current: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onFocus: (index: number) => void
  onSelect: (id: string, selected: boolean, range: boolean) => void
  onClick: (event: MouseEvent<HTMLElement>) => void
}

/** Roving focus over rows, and what keys do to the row that has it. */
export function useGrid<Row extends object>(
  props: DataTableProps<Row>,
  scroller: RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
): Grid {
  const { rows, getRowId, peek, onPeek } = props
  const router = useRouter()
  const [current, setCurrent] = useState(0)
  const wantsFocus = useRef(false)
  const anchor = useRef<string>(undefined)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[next]
    if (!row) return
    wantsFocus.current = true
    setCurrent(next)
    scrollTo(next)
    if (peek !== undefined) onPeek?.(getRowId(row))
  }
  useEffect(() => {
    if (!wantsFocus.current) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)
    if (!element) return
    wantsFocus.current = false
    element.focus({ preventScroll: true })
  })
  const onSelect = useCallback((id: string, selected: boolean, range: boolean) => {
    const { selection: held = nothingSelected, onSelection, rows: shown, getRowId: idOf } = latest.current
    const ids = range ? rangeOf(shown.map(idOf), anchor.current, id) : [id]
    anchor.current = id
    onSelection?.(withSelected(held, ids, selected))
  }, [])
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const id = rowIdAt(event.target)
    if (id === undefined || isControl(event.target) || window.getSelection()?.isCollapsed === false) return
    onPeek?.(peek === id ? undefined : id)
  }
  const acts = () => rowActs({ props, current, moveTo, onSelect, open: (href) => router.push(href) })
  const closePeek = () => {
    wantsFocus.current = true
    onPeek?.(undefined)
  }
  useGridKeys(acts, closePeek, props)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLElement && event.target.dataset.rowId === undefined) return
    const run = acts()[event.key === ' ' ? 'Space' : event.key]
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    run(event.shiftKey)
  }
  return { current: Math.min(current, Math.max(0, rows.length - 1)), onKeyDown, onFocus: setCurrent, onSelect, onClick }
}

type Acts = Record<string, (shift: boolean) => void>

interface ActInput<Row extends object> {
  props: DataTableProps<Row>
  current: number
  moveTo: (index: number) => void
  onSelect: (id: string, selected: boolean, range: boolean) => void
  open: (href: string) => void
}

const pageRows = 15

function rowActs<Row extends object>({ props, current, moveTo, onSelect, open }: ActInput<Row>): Acts {
  const { rows, getRowId, rowHref, peek, onPeek, selection } = props
  const row = rows[current]
  const select = (at: number, range: boolean) => {
    const target = rows[at]
    if (!target || !selection) return
    const id = getRowId(target)
    const on = selection.mode === 'all' ? selection.except.has(id) : !selection.ids.has(id)
    onSelect(id, range || on, range)
  }
  const move = (to: number) => (shift: boolean) => {
    moveTo(to)
    if (shift) select(Math.max(0, Math.min(rows.length - 1, to)), true)
  }
  return {
    ArrowDown: move(current + 1),
    ArrowUp: move(current - 1),
    PageDown: move(current + pageRows),
    PageUp: move(current - pageRows),
    Home: move(0),
    End: move(rows.length - 1),
    x: () => select(current, false),
    Enter: () => row && rowHref && open(rowHref(row)),
    Space: () => row && onPeek?.(peek === getRowId(row) ? undefined : getRowId(row)),
  }
}

/** j, k and x also work before the grid has the focus; then they take it there. */
function useGridKeys<Row extends object>(acts: () => Acts, closePeek: () => void, props: DataTableProps<Row>): void {
  const { peek, onSelection, rows, selection } = props
  const chosen = selection ? selectedCount(selection, rows.length) : 0
  const clear = () => (peek !== undefined ? closePeek() : onSelection?.(nothingSelected))
  const group = 'List'
  useKeys([
    { key: 'j', label: 'Next row', group, run: () => acts().ArrowDown?.(false) },
    { key: 'k', label: 'Previous row', group, run: () => acts().ArrowUp?.(false) },
    ...(selection ? [{ key: 'x', label: 'Select row', group, run: () => acts().x?.(false) }] : []),
    ...(peek !== undefined || chosen > 0
      ? [{ key: 'Escape', label: peek !== undefined ? 'Close panel' : 'Clear selection', group, run: clear }]
      : []),
  ])
}

function rowIdAt(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-row-id]')?.dataset.rowId : undefined
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,label,select,textarea') !== null
}
