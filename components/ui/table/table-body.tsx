'use client'
import type { Virtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type RefObject, useMemo } from 'react'
import type { DataTableProps } from '../data-table'
import { ErrorState } from '../error-state'
import { BodyRow } from './body-row'
import { type Column, nextSort } from './column'
import { HeaderRow } from './header-row'
import { headerState, isSelected, withSelected } from './selection'
import type { TableModel } from './table-top'
import type { Grid } from './use-grid'

export interface TableBodyProps<Row extends object> extends DataTableProps<Row> {
  table: TableModel<Row>
  grid: Grid
  virtual: Virtualizer<HTMLDivElement, Element>
  scroller: RefObject<HTMLDivElement | null>
  rowHeight: number
}

type Inner<Row extends object> = Omit<TableBodyProps<Row>, 'scroller' | 'virtual'>

const headerHeight = 33
const boxWidth = 36
const menuWidth = 36

export function TableBody<Row extends object>({ scroller, virtual, ...rest }: TableBodyProps<Row>) {
  const { rows, table, grid, rowHeight, height = 'fill', failure, selection, caption } = rest
  const columns = useVisibleColumns(rest)
  const sizes = columns.map((column) => table.getColumn(column.id)?.getSize() ?? 160).join()
  const style = useMemo(
    () =>
      layoutOf(columns, sizes.split(',').map(Number), { boxes: selection !== undefined, menu: rest.rowActions !== undefined }),
    [columns, sizes, selection, rest.rowActions],
  )
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
          style={{ ...style, '--row': `${rowHeight}px` } as CSSProperties}
          className="block min-w-(--total) outline-none"
        >
          <thead className="sticky top-0 z-20 block">
            <Header {...rest} columns={columns} />
          </thead>
          <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index]
              return row ? <Row key={item.key} {...rest} row={row} index={item.index} top={item.start} columns={columns} /> : null
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

function useVisibleColumns<Row extends object>({ table, columns }: Inner<Row>): readonly Column<Row>[] {
  const ids = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join('\n')
  return useMemo(() => ids.split('\n').flatMap((id) => columns.find((column) => column.id === id) ?? []), [ids, columns])
}

/** All rows share one template, so cells line up however wide the window is. */
function layoutOf<Row>(
  columns: readonly Column<Row>[],
  sizes: readonly number[],
  extra: { boxes: boolean; menu: boolean },
): CSSProperties {
  const tracks = columns.map((column, at) => (column.grow ? `minmax(${sizes[at]}px, 1fr)` : `${sizes[at]}px`))
  const grows = columns.some((column) => column.grow)
  const total = sizes.reduce((sum, size) => sum + size, (extra.boxes ? boxWidth : 0) + (extra.menu ? menuWidth : 0))
  const template = [
    extra.boxes ? `${boxWidth}px` : '',
    ...tracks,
    grows ? '' : 'minmax(0, 1fr)',
    extra.menu ? `${menuWidth}px` : '',
  ]
  return { '--columns': template.filter(Boolean).join(' '), '--total': `${total}px` } as CSSProperties
}

function Header<Row extends object>(props: Inner<Row> & { columns: readonly Column<Row>[] }) {
  const { table, columns, rows, getRowId, sort = [], onSort, selection, onSelection } = props
  const headers = new Map(table.getLeafHeaders().map((header) => [header.column.id, header]))
  const ids = selection ? rows.map(getRowId) : []
  return (
    <HeaderRow
      cells={columns.map((column) => ({
        column,
        onResizeStart: (event) => headers.get(column.id)?.getResizeHandler()(event),
        onResizeReset: () => headers.get(column.id)?.column.resetSize(),
      }))}
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
      columns={props.columns}
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
