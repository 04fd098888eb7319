'use client'
import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { MouseEvent, TouchEvent } from 'react'
import { Checkbox } from '../checkbox'
import type { Column, Sort } from './column'

export interface HeaderCell<Row> {
  column: Column<Row>
  onResizeStart: (event: MouseEvent | TouchEvent) => void
  onResizeReset: () => void
}

export interface HeaderRowProps<Row> {
  cells: readonly HeaderCell<Row>[]
  sort: readonly Sort[]
  onSort: ((id: string, keepOthers: boolean) => void) | undefined
  /** How many stay at the start while the others scroll. */
  pinned: number
  selection: { state: 'none' | 'some' | 'all'; onToggle: (selected: boolean) => void } | undefined
}

export function HeaderRow<Row>({ cells, sort, onSort, pinned, selection }: HeaderRowProps<Row>) {
  const first = selection ? 2 : 1
  return (
    <tr
      aria-rowindex={1}
      className="grid h-8 border-b border-line bg-raised text-meta font-medium text-text-2 [grid-template-columns:var(--columns)]"
    >
      {selection ? (
        <th scope="col" aria-colindex={1} className="sticky left-0 z-10 flex items-center justify-center bg-raised">
          <Checkbox
            hideLabel
            label="Select all rows shown"
            checked={selection.state === 'all'}
            mixed={selection.state === 'some'}
            onChange={(checked) => selection.onToggle(checked)}
          />
        </th>
      ) : null}
      {cells.map((cell, at) => (
        <ColumnHeader
          key={cell.column.id}
          cell={cell}
          index={first + at}
          place={at < pinned ? at : undefined}
          sort={sort.find((part) => part.id === cell.column.id)}
          onSort={cell.column.sortable ? onSort : undefined}
        />
      ))}
    </tr>
  )
}

interface ColumnHeaderProps<Row> {
  cell: HeaderCell<Row>
  index: number
  /** Of a pinned column. */
  place: number | undefined
  sort: Sort | undefined
  onSort: ((id: string, keepOthers: boolean) => void) | undefined
}

function ColumnHeader<Row>({ cell, index, place, sort, onSort }: ColumnHeaderProps<Row>) {
  const { column } = cell
  const Arrow = sort?.desc ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-colindex={index}
      aria-sort={sort ? (sort.desc ? 'descending' : 'ascending') : undefined}
      style={place === undefined ? undefined : { left: `var(--pin-${place})` }}
      className={clsx(
        'group/header relative flex min-w-0 items-center px-2 text-left font-medium',
        column.align === 'end' && 'justify-end',
        place !== undefined && 'sticky z-10 bg-raised max-md:static',
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={(event) => onSort(column.id, event.shiftKey)}
          className="inline-flex min-h-6 min-w-0 items-center gap-1 rounded-control hover:text-text"
        >
          <span className="truncate">{column.header}</span>
          <Arrow
            aria-hidden
            size={14}
            strokeWidth={2}
            className={clsx('shrink-0', sort ? 'text-accent' : 'opacity-0 group-hover/header:opacity-50')}
          />
        </button>
      ) : (
        <span className="truncate">{column.header}</span>
      )}
      <span
        aria-hidden
        onMouseDown={cell.onResizeStart}
        onTouchStart={cell.onResizeStart}
        onDoubleClick={cell.onResizeReset}
        className="absolute inset-y-1.5 -right-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-1/2 after:w-px after:bg-line hover:after:bg-accent"
      />
    </th>
  )
}
