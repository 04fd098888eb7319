'use client'
import { ArrowUp } from 'lucide-react'
import { useState } from 'react'
import type { TableFormat } from '#lib/vocabulary/table-text'
import type { DataTableProps } from '../data-table'
import { ErrorState } from '../error-state'
import { type Failure, toFailure } from '../failure'
import type { Density } from '../use-density'
import { ColumnPicker } from './column-picker'
import { exportRows } from './export-rows'
import { nothingSelected, selectedCount } from './selection'
import { BulkBar, Toolbar } from './toolbar'
import type { TableColumns } from './use-columns'
import { numberText } from '../number-text'

export interface TableTopProps<Row extends object> extends DataTableProps<Row> {
  table: TableColumns<Row>
  density: Density
  onDensity: (density: Density) => void
}

/** Toolbar or bulk bar, and the pill for rows that wait to be shown. */
export function TableTop<Row extends object>(props: TableTopProps<Row>) {
  const { selection, onSelection, rows, newRows = 0, density, onDensity } = props
  const [picking, setPicking] = useState(false)
  const exporting = useExport(props)
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
          onColumns={() => setPicking(true)}
          dense={density === 'compact'}
          onDense={(dense) => onDensity(dense ? 'compact' : 'comfortable')}
          exporting={exporting.busy}
          exported={exportedText(props)}
          onExport={rows.length > 0 ? exporting.run : undefined}
        >
          {props.toolbar}
        </Toolbar>
      )}
      {exporting.failure ? (
        <ErrorState compact failure={exporting.failure} title="The export did not finish" onRetry={exporting.again} />
      ) : null}
      <ColumnPicker open={picking} onClose={() => setPicking(false)} table={props.table} caption={props.caption} />
      {newRows > 0 ? (
        <button
          type="button"
          onClick={props.onShowNew}
          className="tabular mx-auto -mb-1 inline-flex h-6 items-center gap-1 rounded-full bg-accent-soft px-3 text-meta font-medium text-accent hover:bg-selected"
        >
          <ArrowUp aria-hidden size={14} strokeWidth={2} />
          {numberText(newRows)} new
        </button>
      ) : null}
    </div>
  )
}

function useExport<Row extends object>(props: TableTopProps<Row>) {
  const [state, setState] = useState<{ format?: TableFormat; busy: boolean; failure?: Failure }>({ busy: false })
  const run = (format: TableFormat) => {
    setState({ format, busy: true })
    exportRows(props, props.table.shown, format).then(
      () => setState({ busy: false }),
      (thrown: unknown) => setState({ format, busy: false, failure: toFailure(thrown) }),
    )
  }
  return { busy: state.busy, failure: state.failure, run, again: () => state.format && run(state.format) }
}

/** What a file would hold: never less than it says. */
function exportedText<Row extends object>({ fetchPages, hasMore, rows }: DataTableProps<Row>): string {
  return fetchPages || !hasMore ? 'all matching rows' : `the ${numberText(rows.length)} rows loaded`
}

function countText<Row extends object>({ rows, total, grandTotal, hasMore, loading }: DataTableProps<Row>): string {
  if (loading) return ''
  const shown = total ?? rows.length
  const some = `${numberText(shown)}${total === undefined && hasMore ? '+' : ''}`
  return grandTotal !== undefined && grandTotal !== shown ? `${some} of ${numberText(grandTotal)}` : some
}

function bulkText<Row extends object>({ selection, total }: DataTableProps<Row>, chosen: number): string {
  if (selection?.mode !== 'all') return `${numberText(chosen)} selected`
  if (total === undefined) return 'Everything that matches is selected'
  return `${selection.except.size === 0 ? 'All ' : ''}${numberText(chosen)} that match are selected`
}

function selectAllOf<Row extends object>({ selection, canSelectAll, total, rows, hasMore, onSelection }: DataTableProps<Row>) {
  if (!canSelectAll || selection?.mode !== 'rows') return undefined
  const more = hasMore === true || selection.ids.size < rows.length
  if (!more) return undefined
  const label = total === undefined ? 'Select everything that matches' : `Select all ${numberText(total)} that match`
  return { label, run: () => onSelection?.({ mode: 'all', except: new Set() }) }
}
