'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { DataTableProps } from '../data-table'
import { BodyRow } from './body-row'
import { inBlocks } from './row-blocks'
import { type RowSource, wantedEnd } from './row-source'
import { isSelected } from './selection'
import type { TableBodyProps } from './table-body'

/** The rows in view. Scrolling draws this anew and nothing around it. */
export function TableRows<Row extends object>(props: TableBodyProps<Row>) {
  const { source, grid, rowHeight, scroller, scrollTo, table } = props
  // oxlint-disable-next-line react/incompatible-library -- no compiler runs here; the virtualizer is meant to change in place
  const virtual = useVirtualizer({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: inBlocks,
    scrollPaddingStart: 34,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  useEffect(() => {
    scrollTo.current = virtual.scrollToIndex
  }, [virtual, scrollTo])
  useEffect(() => grid.settle())
  const items = virtual.getVirtualItems()
  useLoadAhead(props, source, { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? 0 })
  return (
    <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
      {items.map((item) => {
        const row = source.at(item.index)
        const shared = { index: item.index, top: item.start }
        if (row) return <Row key={props.getRowId(row)} {...props} {...shared} row={row} />
        return <MissingRow key={item.key} {...shared} columns={table.shown.length} />
      })}
    </tbody>
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

interface RowProps<Row extends object> extends TableBodyProps<Row> {
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

function useLoadAhead<Row extends object>(
  { rows, hasMore, loadingMore, failure, onLoadMore, tail, onLoadTail }: DataTableProps<Row>,
  { gap }: RowSource<Row>,
  seen: { first: number; last: number },
): void {
  const edges = { hasMore: hasMore === true, hasTail: (tail?.length ?? 0) > 0 && onLoadTail !== undefined }
  const mayLoad = loadingMore !== true && failure === undefined && rows.length > 0
  const wanted = mayLoad ? wantedEnd(gap, seen, edges) : undefined
  const load = useRef({ head: onLoadMore, tail: onLoadTail })
  useEffect(() => {
    load.current = { head: onLoadMore, tail: onLoadTail }
  })
  useEffect(() => {
    if (wanted) load.current[wanted]?.()
  }, [wanted, gap.start, gap.end])
}
