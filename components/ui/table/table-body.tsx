'use client'
import type { CSSProperties, RefObject } from 'react'
import type { DataTableProps } from '../data-table'
import { ErrorState } from '../error-state'
import { nextSort } from './column'
import type { RowSource } from './row-source'
import { HeaderRow } from './header-row'
import { headerState, withSelected } from './selection'
import { TableRows } from './table-rows'
import type { TableColumns } from './use-columns'
import type { Grid } from './use-grid'

export interface TableBodyProps<Row extends object> extends DataTableProps<Row> {
  table: TableColumns<Row>
  source: RowSource<Row>
  grid: Grid
  scroller: RefObject<HTMLDivElement | null>
  /** Set by the rows: brings one of them into view. */
  scrollTo: RefObject<((index: number) => void) | undefined>
  rowHeight: number
  /** Scrolls sideways. */
  isWide: boolean
}

type Inner<Row extends object> = Omit<TableBodyProps<Row>, 'scroller' | 'scrollTo'>

export const boxWidth = 36
export const menuWidth = 36

export function TableBody<Row extends object>({ scroller, scrollTo, ...rest }: TableBodyProps<Row>) {
  const { rows, table, grid, rowHeight, height = 'fill', failure, selection, caption } = rest
  const columns = table.shown
  const style = layoutOf(table, { boxes: selection !== undefined, menu: rest.rowActions !== undefined })
  const most = typeof height === 'number' ? { maxHeight: `calc(2rem + ${height * rowHeight + 3}px)` } : undefined
  const place = height === 'fill' ? 'min-h-0 flex-1' : ''
  const count = rest.hasMore && rest.total === undefined ? -1 : (rest.total ?? rows.length) + 1
  return (
    <>
      <div
        ref={scroller}
        className={`relative overflow-auto overscroll-contain rounded-card border border-line bg-surface ${place}`}
        style={most}
      >
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table with rows to move in is a grid
          role="grid"
          aria-label={caption}
          aria-rowcount={count}
          aria-colcount={columns.length + (selection ? 1 : 0)}
          aria-multiselectable={selection ? true : undefined}
          aria-busy={rest.loading}
          tabIndex={-1}
          data-wide={rest.isWide || undefined}
          onKeyDown={grid.onKeyDown}
          onClick={grid.onClick}
          onContextMenu={grid.onContextMenu}
          onPointerOver={grid.onPointerOver}
          style={{ ...style, '--row': `${rowHeight}px` } as CSSProperties}
          className="block min-w-(--total) outline-none"
        >
          <thead className="sticky top-0 z-20 block">
            <Header {...rest} />
          </thead>
          <TableRows {...rest} scroller={scroller} scrollTo={scrollTo} />
        </table>
        {rows.length === 0 ? <WhenEmpty {...rest} /> : null}
        {rest.loadingMore ? <p className="sticky left-0 px-3 py-2 text-meta text-text-3">Loading more</p> : null}
      </div>
      {failure && rows.length > 0 ? (
        <ErrorState compact failure={failure} onRetry={rest.onRetry} title="Could not refresh; the rows above may be old" />
      ) : null}
    </>
  )
}

/** All rows share one template, so cells line up however wide the window is, and a new width changes no row. */
function layoutOf<Row>({ fitted, pinned }: TableColumns<Row>, extra: { boxes: boolean; menu: boolean }): CSSProperties {
  const tracks = fitted.map(({ width, grows }) => (grows ? `minmax(${rem(width)}, 1fr)` : rem(width)))
  const sum = (columns: typeof fitted) => columns.reduce((all, { width }) => all + width, extra.boxes ? boxWidth : 0)
  const template = [
    extra.boxes ? rem(boxWidth) : '',
    ...tracks,
    fitted.some(({ grows }) => grows) ? '' : 'minmax(0, 1fr)',
    extra.menu ? rem(menuWidth) : '',
  ]
  const pins = fitted.slice(0, pinned).map((_, at) => [`--pin-${at}`, rem(sum(fitted.slice(0, at)))])
  return {
    ...Object.fromEntries(pins),
    '--columns': template.filter(Boolean).join(' '),
    '--total': rem(sum(fitted) + (extra.menu ? menuWidth : 0)),
  } as CSSProperties
}

/** Widths grow with the text. */
function rem(pixels: number): string {
  return `${pixels / 16}rem`
}

function Header<Row extends object>(props: Inner<Row>) {
  const { table, source, getRowId, sort = [], onSort, selection, onSelection } = props
  const ids = selection ? source.loaded.map(getRowId) : []
  return (
    <HeaderRow
      cells={table.shown.map((column) => ({
        column,
        onResizeStart: (event) => table.startResize(column.id, event),
        onResizeReset: () => table.resetWidth(column.id),
      }))}
      pinned={table.pinned}
      sort={sort}
      onSort={onSort ? (id, keep) => onSort(nextSort(sort, id, keep)) : undefined}
      selection={
        selection && {
          state: headerState(selection, ids),
          onToggle: (on) => onSelection?.(on ? withSelected(selection, ids, true) : { mode: 'rows', ids: new Set() }),
        }
      }
    />
  )
}

function WhenEmpty<Row extends object>({ loading, failure, onRetry, empty, caption, rowHeight }: Inner<Row>) {
  if (failure) return <ErrorState failure={failure} onRetry={onRetry} title={`${caption} did not load`} />
  if (!loading) return empty
  return (
    <div aria-hidden className="sticky left-0 animate-appear">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="flex items-center gap-6 border-b border-line px-3" style={{ height: rowHeight }}>
          <div className="h-3 w-1/5 rounded-control bg-raised" />
          <div className="h-3 w-1/6 rounded-control bg-raised" />
          <div className="h-3 w-1/4 rounded-control bg-raised" />
          <div className="h-3 w-1/12 rounded-control bg-raised" />
        </div>
      ))}
    </div>
  )
}
