'use client'
import type { ReactNode } from 'react'
import { useMemo, useRef } from 'react'
import type { TableFormat } from '#lib/vocabulary/table-text'
import type { Failure } from './failure'
import type { Filter } from './filter-grammar'
import type { MenuItem } from './menu'
import type { Column, Sort } from './table/column'
import { rowSource } from './table/row-source'
import type { Selection } from './table/selection'
import { CellMenu } from './table/cell-menu'
import { boxWidth, menuWidth, TableBody } from './table/table-body'
import { TableTop } from './table/table-top'
import { useColumns } from './table/use-columns'
import { useGrid } from './table/use-grid'
import { useTextScale } from './table/use-text-scale'
import { useWidth } from './table/use-width'
import { useDensity } from './use-density'
import { usePreference } from './use-preference'

export interface DataTableProps<Row extends object> {
  /** Under which name this browser keeps columns and density: "nodes". Also the file name of exports. */
  id: string
  /** The accessible name: "Managed nodes". */
  caption: string
  columns: readonly Column<Row>[]
  /** All rows loaded so far, as the server ordered them. */
  rows: readonly Row[]
  getRowId: (row: Row) => string
  /** What a screen reader calls the row; default: its id. */
  getRowName?: ((row: Row) => string) | undefined
  /** Changes when the row's content does; a changed row gets a short tint. */
  getRowVersion?: ((row: Row) => string) | undefined

  /** First answer still on its way. */
  loading?: boolean | undefined
  failure?: Failure | undefined
  onRetry?: (() => void) | undefined
  /** Shown when there are no rows: an EmptyState of the right kind. */
  empty: ReactNode

  /** How many match the filter, when the server tells. */
  total?: number | undefined
  /** How many there are without a filter: "212 of 10,384". */
  grandTotal?: number | undefined
  hasMore?: boolean | undefined
  loadingMore?: boolean | undefined
  onLoadMore?: (() => void) | undefined
  /** For long lists: the rows at the end, once somebody has jumped there, and how to get them. */
  tail?: readonly Row[] | undefined
  onJumpToEnd?: (() => void) | undefined
  onLoadTail?: (() => void) | undefined

  sort?: readonly Sort[] | undefined
  onSort?: ((sort: Sort[]) => void) | undefined
  /** Give both for the cell menu and its keys: filter to this cell, filter it out. */
  filters?: readonly Filter[] | undefined
  onFilters?: ((filters: Filter[]) => void) | undefined

  /** Give both to show boxes. `all` means everything that matches the filter, loaded or not. */
  selection?: Selection | undefined
  onSelection?: ((selection: Selection) => void) | undefined
  /** Buttons of the bar that replaces the toolbar while something is selected. */
  bulkActions?: ReactNode
  /** Set when the actions can work on "everything that matches". */
  canSelectAll?: boolean | undefined

  /** Enter and double click open this. */
  rowHref?: ((row: Row) => string) | undefined
  /** Space and a click open the split panel; pass the `peek` URL parameter. */
  peek?: string | undefined
  onPeek?: ((id: string | undefined) => void) | undefined
  /** `.` or the dots at the end of the row. */
  rowActions?: ((row: Row) => readonly MenuItem[]) | undefined

  /** Rows that arrived and are not shown yet: a pill above the header. */
  newRows?: number | undefined
  onShowNew?: (() => void) | undefined

  /** Saved views and filters, left in the toolbar. */
  toolbar?: ReactNode
  /** All rows that match, page by page, for exports; default: the rows loaded. */
  fetchPages?: (() => AsyncIterable<readonly Row[]>) | undefined
  /** Takes over exports of more than 10,000 rows. */
  onExportInBackground?: ((format: TableFormat, columns: { id: string; header: string }[]) => void) | undefined
  /** fill: takes the height that is left and scrolls inside. A number: that many rows at most. */
  height?: 'fill' | number | undefined
}

const noRows: readonly never[] = []
const rowHeights = { compact: 32, comfortable: 40 }

/** The one table: server-ordered rows, endless virtual scroll, columns to choose, keys, selection, export. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { id, rows, height = 'fill' } = props
  const general = useDensity()
  const [ownDensity, setDensity] = usePreference(`qd-density-${id}`, 'general')
  const density = ownDensity === 'compact' || ownDensity === 'comfortable' ? ownDensity : general
  const scale = useTextScale()
  const rowHeight = rowHeights[density] * scale
  const scroller = useRef<HTMLDivElement>(null)
  const extras = (props.selection ? boxWidth : 0) + (props.rowActions ? menuWidth : 0)
  const width = useWidth(scroller)
  const room = width === undefined ? undefined : width / scale - extras
  const table = useColumns(props, { room, scale })
  const source = useMemo(() => rowSource(rows, props.tail ?? noRows, props.total), [rows, props.tail, props.total])
  const scrollTo = useRef<(index: number) => void>(undefined)
  const grid = useGrid(props, { source, columns: table.shown, scroller, scrollTo: (index) => scrollTo.current?.(index) })
  return (
    <section
      aria-label={props.caption}
      className={height === 'fill' ? 'flex min-h-0 flex-1 flex-col gap-2' : 'flex flex-col gap-2'}
    >
      <TableTop {...props} table={table} density={density} onDensity={setDensity} />
      <TableBody
        {...props}
        table={table}
        source={source}
        grid={grid}
        scroller={scroller}
        scrollTo={scrollTo}
        rowHeight={rowHeight}
        isWide={room !== undefined && room < table.fitted.reduce((sum, column) => sum + column.width, 0)}
      />
      <CellMenu {...props} grid={grid} source={source} />
    </section>
  )
}
