'use client'
import { ArrowUp } from 'lucide-react'
import type { DataTableProps } from '../data-table'
import type { MenuItem } from '../menu'
import type { Density } from '../use-density'
import { nothingSelected, selectedCount } from './selection'
import { saveFile } from '../save-file'
import { toCsv, toJson } from './csv'
import { BulkBar, Toolbar } from './toolbar'
import type { useColumns } from './use-columns'

export type TableModel<Row extends object> = ReturnType<typeof useColumns<Row>>

export interface TableTopProps<Row extends object> extends DataTableProps<Row> {
  table: TableModel<Row>
  density: Density
  onDensity: (density: Density) => void
}

/** Toolbar or bulk bar, and the pill for rows that wait to be shown. */
export function TableTop<Row extends object>(props: TableTopProps<Row>) {
  const { selection, onSelection, rows, newRows = 0, density, onDensity } = props
  const known = props.total ?? rows.length
  const chosen = selection ? selectedCount(selection, known) : 0
  return (
    <div className="flex flex-col gap-2">
      {selection && chosen > 0 ? (
        <BulkBar text={bulkText(props, chosen)} selectAll={selectAllOf(props)} onClear={() => onSelection?.(nothingSelected)}>
          {props.bulkActions}
        </BulkBar>
      ) : (
        <Toolbar
          count={countText(props)}
          columnItems={columnItems(props.table)}
          dense={density === 'compact'}
          onDense={(dense) => onDensity(dense ? 'compact' : 'comfortable')}
          onExport={rows.length > 0 ? (format) => void exportRows(props, format) : undefined}
        >
          {props.toolbar}
        </Toolbar>
      )}
      {newRows > 0 ? (
        <button
          type="button"
          onClick={props.onShowNew}
          className="tabular mx-auto -mb-1 inline-flex h-6 items-center gap-1 rounded-full bg-accent-soft px-3 text-meta font-medium text-accent hover:bg-selected"
        >
          <ArrowUp aria-hidden size={14} strokeWidth={2} />
          {newRows.toLocaleString()} new
        </button>
      ) : null}
    </div>
  )
}

function countText<Row extends object>({ rows, total, grandTotal, hasMore, loading }: DataTableProps<Row>): string {
  if (loading) return ''
  const shown = total ?? rows.length
  const some = `${shown.toLocaleString()}${total === undefined && hasMore ? '+' : ''}`
  return grandTotal !== undefined && grandTotal !== shown ? `${some} of ${grandTotal.toLocaleString()}` : some
}

function bulkText<Row extends object>({ selection, total }: DataTableProps<Row>, chosen: number): string {
  if (selection?.mode !== 'all') return `${chosen.toLocaleString()} selected`
  if (total === undefined) return 'Everything that matches is selected'
  return `${selection.except.size === 0 ? 'All ' : ''}${chosen.toLocaleString()} that match are selected`
}

function selectAllOf<Row extends object>({ selection, canSelectAll, total, rows, hasMore, onSelection }: DataTableProps<Row>) {
  if (!canSelectAll || selection?.mode !== 'rows') return undefined
  const more = hasMore === true || selection.ids.size < rows.length
  if (!more) return undefined
  const label = total === undefined ? 'Select everything that matches' : `Select all ${total.toLocaleString()} that match`
  return { label, run: () => onSelection?.({ mode: 'all', except: new Set() }) }
}

function columnItems<Row extends object>(table: TableModel<Row>): MenuItem[] {
  const items = table.getAllLeafColumns().map(
    (column): MenuItem => ({
      id: column.id,
      label: String(column.columnDef.header),
      checked: column.getIsVisible(),
      disabledReason: column.getCanHide() ? undefined : 'Always shown',
      run: () => column.toggleVisibility(),
    }),
  )
  const reset = () => {
    table.setColumnSizing({})
    table.setColumnVisibility({})
  }
  return [...items, { id: 'reset', label: 'Reset columns', separated: true, run: reset }]
}

async function exportRows<Row extends object>(props: TableTopProps<Row>, format: 'csv' | 'json'): Promise<void> {
  const all = (await props.fetchAll?.()) ?? props.rows
  const shown = props.table.getVisibleLeafColumns().map((column) => column.id)
  const columns = shown.flatMap((id) => props.columns.find((column) => column.id === id && column.text) ?? [])
  const texts = columns.map((column) => ({ header: column.header, text: column.text ?? (() => '') }))
  if (format === 'csv') saveFile(`${props.id}.csv`, toCsv(texts, all), 'text/csv')
  else saveFile(`${props.id}.json`, toJson(texts, all), 'application/json')
}
