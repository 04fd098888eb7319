'use client'
import type { DataTableProps } from '../data-table'
import { useKeys } from '../key-provider'
import type { KeyBinding } from '../keys'
import { nothingSelected, selectedCount } from './selection'
import type { CellTools } from './use-cells'
import type { Acts } from './use-grid'

interface GridKeys<Row extends object> {
  acts: () => Acts
  closePeek: () => void
  openRowMenu: () => void
  props: DataTableProps<Row>
  cells: CellTools
  current: number
}

const group = 'List'

/** These also work before the grid has the focus; then they take it there. */
export function useGridKeys<Row extends object>({ acts, closePeek, openRowMenu, props, cells, current }: GridKeys<Row>): void {
  const { peek, onSelection, rows, selection, rowActions, onFilters } = props
  const chosen = selection ? selectedCount(selection, rows.length) : 0
  const clear = () => (peek !== undefined ? closePeek() : onSelection?.(nothingSelected))
  const filterKeys: KeyBinding[] = [
    { key: '=', label: 'Filter to this cell (← → choose it)', group, run: () => cells.filter(current, 'to') },
    { key: '-', label: 'Filter this cell out', group, run: () => cells.filter(current, 'out') },
  ]
  useKeys([
    { key: 'j', label: 'Next row', group, run: () => acts().ArrowDown?.(false) },
    { key: 'k', label: 'Previous row', group, run: () => acts().ArrowUp?.(false) },
    ...(selection ? [{ key: 'x', label: 'Select row', group, run: () => acts().x?.(false) }] : []),
    ...(rowActions ? [{ key: '.', label: 'Actions of the row', group, run: openRowMenu }] : []),
    ...(onFilters ? filterKeys : []),
    ...(peek !== undefined || chosen > 0
      ? [{ key: 'Escape', label: peek !== undefined ? 'Close panel' : 'Clear selection', group, run: clear }]
      : []),
  ])
}
