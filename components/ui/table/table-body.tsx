'use client'
import type { Virtualizer } from '@tanstack/react-virtual'
import type { CSSProperties, RefObject } from 'react'
import type { DataTableProps } from '../data-table'
import { ErrorState } from '../error-state'
import { BodyRow } from './body-row'
import { nextSort } from './column'
import type { RowSource } from './row-source'
import { HeaderRow } from './header-row'
import { headerState, isSelected, withSelected } from './selection'
import type { TableColumns } from './use-columns'
import type { Grid } from './use-grid'

export interface TableBodyProps<Row extends object> extends DataTableProps<Row> {
  table: TableColumns<Row>
  source: RowSource<Row>
  grid: Grid
  virtual: Virtualizer<HTMLDivElement, Element>
  scroller: RefObject<HTMLDivElement | null>
  rowHeight: number
}

type Inner<Row extends object> = Omit<TableBodyProps<Row>, 'scroller' | 'virtual'>

const headerHeight = 33
export const boxWidth = 36
export const menuWidth = 36

export function TableBody<Row extends object>({ scroller, virtual, ...rest }: TableBodyProps<Row>) {
  const { rows, table, source, grid, rowHeight, height = 'fill', failure, selection, caption } = rest
  const columns = table.shown
  const style = layoutOf(table, { boxes: selection !== undefined, menu: rest.rowActions !== undefined })
  const most = typeof height === 'number' ? { maxHeight: headerHeight + height * rowHeight + 2 } : undefined
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
          <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = source.at(item.index)
              const shared = { index: item.index, top: item.start }
              if (row) return <Row key={rest.getRowId(row)} {...rest} {...shared} row={row} />
              return <MissingRow key={item.key} {...shared} columns={columns.length} />
            })}
          </tbody>
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
  const tracks = fitted.map(({ width, grows }) => (grows ? `minmax(${width}px, 1fr)` : `${width}px`))
  const sum = (columns: typeof fitted) => columns.reduce((all, { width }) => all + width, extra.boxes ? boxWidth : 0)
  const template = [
    extra.boxes ? `${boxWidth}px` : '',
    ...tracks,
    fitted.some(({ grows }) => grows) ? '' : 'minmax(0, 1fr)',
    extra.menu ? `${menuWidth}px` : '',
  ]
  const pins = fitted.slice(0, pinned).map((_, at) => [`--pin-${at}`, `${sum(fitted.slice(0, at))}px`])
  return {
    ...Object.fromEntries(pins),
    '--columns': template.filter(Boolean).join(' '),
    '--total': `${sum(fitted) + (extra.menu ? menuWidth : 0)}px`,
  } as CSSProperties
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

/** A place whose row is on its way. */
function MissingRow({ index, top, columns }: { index: number; top: number; columns: number }) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-busy
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 flex h-(--row) items-center border-b border-line px-3"
    >
      <td colSpan={columns} className="text-text-3">
        Loading
      </td>
    </tr>
  )
}

interface RowProps<Row extends object> extends Inner<Row> {
  row: Row
  index: number
  top: number
}

function Row<Row extends object>(props: RowProps<Row>) {
  const { row, grid, selection, rowActions } = props
  const id = props.getRowId(row)
  return (
    <BodyRow
      row={row}
      id={id}
      index={props.index}
      top={props.top}
      columns={props.table.shown}
      pinned={props.table.pinned}
      version={props.getRowVersion?.(row)}
      current={grid.current === props.index}
      peeked={props.peek === id}
      selected={selection ? isSelected(selection, id) : undefined}
      name={props.getRowName?.(row) ?? id}
      rowActions={rowActions}
      onFocus={grid.onFocus}
      onSelect={grid.onSelect}
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
