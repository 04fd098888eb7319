'use client'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { DataTableProps } from '../data-table'
import { type CellTools, cellAt, useCells } from './use-cells'
import type { Column } from './column'
import type { RowSource } from './row-source'
import { nothingSelected, rangeOf, withSelected } from './selection'
import { useGridFocus } from './use-grid-focus'
import { useGridKeys } from './use-grid-keys'

export interface Grid extends CellTools {
  /** Row that has, or would get, the focus. */
  current: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onFocus: (index: number) => void
  onSelect: (id: string, selected: boolean, range: boolean) => void
  onClick: (event: MouseEvent<HTMLElement>) => void
  onContextMenu: (event: MouseEvent<HTMLElement>) => void
  onPointerOver: (event: PointerEvent<HTMLElement>) => void
  /** Gives the focus to the row that is to have it, if it is drawn by now. */
  settle: () => void
}

export interface GridParts<Row> {
  source: RowSource<Row>
  columns: readonly Column<Row>[]
  scroller: RefObject<HTMLDivElement | null>
  scrollTo: (index: number) => void
}

/** Roving focus over rows and, with the arrows to the sides, over their cells; and what keys do there. */
export function useGrid<Row extends object>(props: DataTableProps<Row>, parts: GridParts<Row>): Grid {
  const { peek, onPeek } = props
  const { source, columns, scroller } = parts
  const router = useRouter()
  const cells = useCells(props, parts)
  const focus = useGridFocus(props, parts, cells.column)
  const { current } = focus
  const onSelect = useSelecting(props, source)
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const id = rowIdAt(event.target)
    cells.leave()
    if (id === undefined || isControl(event.target) || window.getSelection()?.isCollapsed === false) return
    onPeek?.(peek === id ? undefined : id)
  }
  const sideways = (by: 1 | -1) => {
    focus.want()
    cells.step(columns, by)
  }
  const acts = () => rowActs({ props, source, ...focus, sideways, onSelect, open: (href) => router.push(href) })
  const closePeek = () => {
    focus.want()
    onPeek?.(undefined)
  }
  const openRowMenu = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"] [data-row-menu]`)?.click()
  useGridKeys({ acts, closePeek, openRowMenu, props, cells, current })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (target instanceof HTMLElement && target.dataset.rowId === undefined && target.dataset.col === undefined) return
    const run = acts()[event.key === ' ' ? 'Space' : event.key]
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    run(event.shiftKey)
  }
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const place = cellAt(event.target)
    if (!place || isControl(event.target) || window.getSelection()?.isCollapsed === false) return
    if (cells.openMenu(place, { x: event.clientX, y: event.clientY })) event.preventDefault()
  }
  const handlers = {
    onKeyDown,
    onFocus: focus.set,
    onSelect,
    onClick,
    onContextMenu,
    onPointerOver: cells.point,
    settle: focus.settle,
  }
  return { ...cells, ...handlers, current: Math.min(current, Math.max(0, source.count - 1)) }
}

/** One row, or all from the one picked last; the same function for the life of the table, so that rows need not be drawn again. */
function useSelecting<Row extends object>(props: DataTableProps<Row>, source: RowSource<Row>): Grid['onSelect'] {
  const anchor = useRef<string>(undefined)
  const latest = useRef({ props, source })
  useEffect(() => {
    latest.current = { props, source }
  })
  return useCallback((id, selected, range) => {
    const { selection: held = nothingSelected, onSelection, getRowId: idOf } = latest.current.props
    const ids = range ? rangeOf(latest.current.source.loaded.map(idOf), anchor.current, id) : [id]
    anchor.current = id
    onSelection?.(withSelected(held, ids, selected))
  }, [])
}

export type Acts = Record<string, (shift: boolean) => void>

interface ActInput<Row extends object> {
  props: DataTableProps<Row>
  source: RowSource<Row>
  current: number
  moveTo: (index: number) => void
  jumpToEnd: () => void
  sideways: (by: 1 | -1) => void
  onSelect: (id: string, selected: boolean, range: boolean) => void
  open: (href: string) => void
}

const pageRows = 15

function rowActs<Row extends object>(input: ActInput<Row>): Acts {
  const { props, source, current, moveTo, jumpToEnd, sideways, onSelect, open } = input
  const { getRowId, rowHref, peek, onPeek, selection } = props
  const row = source.at(current)
  const select = (at: number, range: boolean) => {
    const target = source.at(at)
    if (!target || !selection) return
    const id = getRowId(target)
    const on = selection.mode === 'all' ? selection.except.has(id) : !selection.ids.has(id)
    onSelect(id, range || on, range)
  }
  const move = (to: number) => (shift: boolean) => {
    moveTo(to)
    if (shift) select(Math.max(0, Math.min(source.count - 1, to)), true)
  }
  return {
    ArrowDown: move(current + 1),
    ArrowUp: move(current - 1),
    ArrowRight: () => sideways(1),
    ArrowLeft: () => sideways(-1),
    PageDown: move(current + pageRows),
    PageUp: move(current - pageRows),
    Home: move(0),
    End: jumpToEnd,
    x: () => select(current, false),
    Enter: () => row && rowHref && open(rowHref(row)),
    Space: () => row && onPeek?.(peek === getRowId(row) ? undefined : getRowId(row)),
  }
}

function rowIdAt(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-row-id]')?.dataset.rowId : undefined
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,label,select,textarea') !== null
}
