'use client'
import { type MouseEvent, type TouchEvent, useMemo, useState } from 'react'
import type { DataTableProps } from '../data-table'
import { usePreference } from '../use-preference'
import { useUrlParam } from '../use-url-state'
import type { Column } from './column'
import { bounded, type ChosenColumn, chosenColumns, defaultChoice, formatChoice, withWidth } from './column-choice'
import { fitColumns, type FittedColumn } from './column-fit'

export interface TableColumns<Row> {
  /** All there are, for the picker. */
  all: readonly Column<Row>[]
  chosen: readonly ChosenColumn[]
  /** On screen, in order; the same array as long as they are the same. */
  shown: readonly Column<Row>[]
  fitted: readonly FittedColumn[]
  /** How many stay in view at the start. */
  pinned: number
  /** Chosen, but without room. */
  squeezedOut: readonly string[]
  set: (chosen: readonly ChosenColumn[]) => void
  reset: () => void
  startResize: (id: string, event: MouseEvent | TouchEvent) => void
  resetWidth: (id: string) => void
}

/**
 * Which columns, in which order, how wide. The address says it (`cols=`), so that a link and a saved view show the same; without it
 * this browser's last choice for this table holds. Widths are those at usual text, `scale` how much larger it is.
 */
export function useColumns<Row extends object>(
  { id, columns }: Pick<DataTableProps<Row>, 'id' | 'columns'>,
  { room, scale }: { room: number | undefined; scale: number },
): TableColumns<Row> {
  const [inUrl, setUrl] = useUrlParam('cols')
  const [kept, keep] = usePreference(`qd-cols-${id}`, '')
  const [sizing, setSizing] = useState<{ id: string; width: number }>()
  const text = inUrl ?? kept
  const usual = useMemo(() => formatChoice(defaultChoice(columns)), [columns])
  const chosen = useMemo(() => chosenColumns(columns, text), [columns, text])
  const isOwn = formatChoice(chosen) !== usual
  const sized = sizing ? withWidth(chosen, sizing.id, sizing.width) : chosen
  const fitted = fitColumns(columns, { columns: sized, isOwn: isOwn || sizing !== undefined }, room)
  const shown = useShown(columns, fitted)
  const set = (next: readonly ChosenColumn[]) => {
    const wanted = formatChoice(next)
    const isUsual = wanted === usual || wanted === ''
    keep(isUsual ? '' : wanted)
    setUrl(isUsual ? undefined : wanted)
  }
  const startResize = (column: string, event: MouseEvent | TouchEvent) => {
    const start = fitted.find((one) => one.id === column)
    if (!start || !(event.currentTarget instanceof HTMLElement)) return
    event.preventDefault()
    const drawn = event.currentTarget.closest('th')?.offsetWidth
    const width = drawn === undefined ? start.width : drawn / scale
    followPointer(event, {
      move: (by) => setSizing({ id: column, width: bounded(width + by / scale) }),
      end: (by) => {
        setSizing(undefined)
        if (by !== 0) set(withWidth(chosen, column, width + by / scale))
      },
    })
  }
  return {
    all: columns,
    chosen,
    shown,
    fitted,
    pinned: Math.max(1, chosen.filter((one) => one.pinned).length),
    squeezedOut: chosen.map((one) => one.id).filter((one) => !fitted.some((column) => column.id === one)),
    set,
    reset: () => set([]),
    startResize,
    resetWidth: (column) => set(withWidth(chosen, column, undefined)),
  }
}

/** The same array as long as the same columns are shown, so that a new width draws no row again. */
function useShown<Row>(columns: readonly Column<Row>[], fitted: readonly FittedColumn[]): readonly Column<Row>[] {
  const ids = fitted.map(({ id }) => id).join('\n')
  return useMemo(() => ids.split('\n').flatMap((name) => columns.find(({ id }) => id === name) ?? []), [ids, columns])
}

interface Drag {
  move: (by: number) => void
  end: (by: number) => void
}

function followPointer(start: MouseEvent | TouchEvent, drag: Drag): void {
  const from = pointerX(start) ?? 0
  let last = 0
  const move = (event: globalThis.MouseEvent | globalThis.TouchEvent) => {
    last = (pointerX(event) ?? from + last) - from
    drag.move(last)
  }
  const end = () => {
    for (const name of ['mousemove', 'touchmove'] as const) window.removeEventListener(name, move)
    for (const name of ['mouseup', 'touchend'] as const) window.removeEventListener(name, end)
    drag.end(last)
  }
  for (const name of ['mousemove', 'touchmove'] as const) window.addEventListener(name, move)
  for (const name of ['mouseup', 'touchend'] as const) window.addEventListener(name, end)
}

function pointerX(event: { clientX: number } | { touches: ArrayLike<{ clientX: number }> }): number | undefined {
  return 'clientX' in event ? event.clientX : event.touches[0]?.clientX
}
