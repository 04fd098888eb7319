'use client'
import dynamic from 'next/dynamic'
import type { DataTableProps } from '../data-table'
import { copyText } from '../copy-button'
import { filteredOut, filteredTo, filterWords } from '../filter-grammar'
import type { MenuItem } from '../menu'
import type { Column } from './column'
import type { RowSource } from './row-source'
import type { CellTools } from './use-cells'

export interface CellMenuProps<Row extends object> extends DataTableProps<Row> {
  grid: CellTools
  source: RowSource<Row>
}

const MenuAtPoint = dynamic(() => import('../menu-at-point').then((module) => module.MenuAtPoint), { ssr: false })

/** What can be done with one cell: filter to it, filter it out, copy it. Opens where the right button was pressed. */
export function CellMenu<Row extends object>(props: CellMenuProps<Row>) {
  const { menu, closeMenu } = props.grid
  const row = menu && props.source.at(menu.place.row)
  const column = menu && props.columns.find(({ id }) => id === menu.place.column)
  if (!menu || !row || !column) return null
  return (
    <MenuAtPoint
      key={`${menu.at.x} ${menu.at.y}`}
      at={menu.at}
      onClose={closeMenu}
      label={column.header}
      items={itemsOf(props, row, column)}
    />
  )
}

function itemsOf<Row extends object>(
  { filters = [], onFilters }: DataTableProps<Row>,
  row: Row,
  column: Column<Row>,
): MenuItem[] {
  const cells = onFilters ? (column.filters?.(row) ?? []) : []
  const one = cells.length === 1
  const text = column.text?.(row)
  return [
    ...cells.map(
      (cell, at): MenuItem => ({
        id: `to ${at}`,
        label: `Filter to ${filterWords(cell, wordFor(cell.field, column))}`,
        keyHint: one ? '=' : undefined,
        run: () => onFilters?.(filteredTo(filters, cell)),
      }),
    ),
    ...(column.filtersOut === false ? [] : cells).map(
      (cell, at): MenuItem => ({
        id: `out ${at}`,
        label: `Filter out ${filterWords(cell, wordFor(cell.field, column))}`,
        keyHint: one ? '-' : undefined,
        separated: at === 0 && !one,
        run: () => onFilters?.(filteredOut(filters, cell)),
      }),
    ),
    ...(text ? [{ id: 'copy', label: 'Copy', separated: cells.length > 0, run: () => void copyText(text) }] : []),
  ]
}

/** The column's own name, unless the cell speaks of something inside it: one tag of many. */
function wordFor(field: string, column: { header: string }): string {
  return field.includes('.') ? field.slice(field.indexOf('.') + 1) : column.header.toLowerCase()
}
