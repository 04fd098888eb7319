'use client'
import { type PointerEvent, useRef, useState } from 'react'
import type { DataTableProps } from '../data-table'
import { type Filter, filteredOut, filteredTo } from '../filter-grammar'
import type { Column } from './column'
import type { RowSource } from './row-source'

export interface CellPlace {
  row: number
  column: string
}

export interface CellMenuState {
  /** What the menu is about. */
  place: CellPlace
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number }
}

export interface CellTools {
  /** The column of the cell that has the focus; undefined while the row has it. */
  column: string | undefined
  menu: CellMenuState | undefined
  closeMenu: () => void
  /** False when there is nothing to do with the cell. */
  openMenu: (place: CellPlace, at: CellMenuState['at']) => boolean
  /** To or away from the cell that has the focus, else the one under the pointer. */
  filter: (row: number, kind: 'to' | 'out') => void
}

interface CellSteps extends CellTools {
  step: (columns: readonly { id: string }[], by: 1 | -1) => void
  leave: () => void
  point: (event: PointerEvent<HTMLElement>) => void
}

interface CellParts<Row> {
  source: RowSource<Row>
  columns: readonly Column<Row>[]
}

export function useCells<Row extends object>(props: DataTableProps<Row>, { source, columns }: CellParts<Row>): CellSteps {
  const [column, setColumn] = useState<string>()
  const [menu, setMenu] = useState<CellMenuState>()
  const pointed = useRef<CellPlace>(undefined)
  const filtersAt = (place: CellPlace): readonly Filter[] => {
    const row = source.at(place.row)
    return (row && columns.find(({ id }) => id === place.column)?.filters?.(row)) ?? []
  }
  const hasText = (place: CellPlace) => columns.some(({ id, text }) => id === place.column && text !== undefined)
  const openMenu = (place: CellPlace, at: CellMenuState['at']) => {
    if (filtersAt(place).length === 0 && !hasText(place)) return false
    setMenu({ place, at })
    return true
  }
  const filter = (row: number, kind: 'to' | 'out') => {
    const place = column === undefined ? pointed.current : { row, column }
    const [first, ...others] = place && props.onFilters ? filtersAt(place) : []
    if (!place || !first) return
    if (kind === 'out' && props.columns.find(({ id }) => id === place.column)?.filtersOut === false) return
    if (others.length > 0) return void openMenu(place, cornerOf(place))
    props.onFilters?.((kind === 'to' ? filteredTo : filteredOut)(props.filters ?? [], first))
  }
  return {
    column,
    menu,
    closeMenu: () => setMenu(undefined),
    openMenu,
    filter,
    step: (shown, by) => {
      const at = shown.findIndex(({ id }) => id === column)
      setColumn(shown[Math.min(shown.length - 1, at + by)]?.id)
    },
    leave: () => setColumn(undefined),
    point: (event) => {
      pointed.current = cellAt(event.target)
    },
  }
}

export function cellAt(target: EventTarget): CellPlace | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null
  const row = cell?.closest<HTMLElement>('[data-index]')
  return cell?.dataset.col && row ? { row: Number(row.dataset.index), column: cell.dataset.col } : undefined
}

function cornerOf({ row, column }: CellPlace): CellMenuState['at'] {
  const cell = document.querySelector(`[data-index="${row}"] [data-col="${CSS.escape(column)}"]`)?.getBoundingClientRect()
  return { x: cell?.left ?? 0, y: cell?.bottom ?? 0 }
}
