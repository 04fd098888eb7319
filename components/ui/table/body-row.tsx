'use client'
import { clsx } from 'clsx'
import { Ellipsis } from 'lucide-react'
import { type ComponentProps, memo, useState } from 'react'
import { Checkbox } from '../checkbox'
import { iconButtonClass } from '../icon-button'
import { Menu, type MenuItem } from '../menu'
import { CurrentRow } from '../row-link'
import type { Column } from './column'

export interface BodyRowProps<Row> {
  row: Row
  id: string
  /** Place in the whole list, from 0. */
  index: number
  top: number
  columns: readonly Column<Row>[]
  pinned: number
  /** Changes when the row's content does: gives a tint once. */
  version: string | undefined
  current: boolean
  peeked: boolean
  selected: boolean | undefined
  name: string
  rowActions: ((row: Row) => readonly MenuItem[]) | undefined
  onFocus: (index: number) => void
  onSelect: (id: string, selected: boolean, range: boolean) => void
}

function BodyRowInner<Row>(props: BodyRowProps<Row>) {
  const { row, id, index, top, columns, current, peeked, selected, rowActions, onFocus, onSelect } = props
  const tint = useTint(props.version)
  const first = selected === undefined ? 1 : 2
  return (
    <CurrentRow value={current}>
      <tr
        aria-rowindex={index + 2}
        aria-selected={selected}
        aria-current={peeked || undefined}
        data-index={index}
        tabIndex={current ? 0 : -1}
        onFocus={() => onFocus(index)}
        data-row-id={id}
        style={{ transform: `translateY(${top}px)` }}
        className={clsx(
          'group/row absolute inset-x-0 top-0 grid h-(--row) border-b border-line [grid-template-columns:var(--columns)] outline-none focus-visible:z-10 focus-visible:after:pointer-events-none focus-visible:after:absolute focus-visible:after:inset-0 focus-visible:after:z-[2] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus',
          selected || peeked ? 'bg-selected' : 'bg-surface hover:bg-raised',
          tint,
        )}
      >
        {selected === undefined ? null : (
          <td aria-colindex={1} className="left-0 z-[1] flex items-center justify-center bg-inherit in-data-wide:sticky">
            <Checkbox
              hideLabel
              label={`Select ${props.name}`}
              checked={selected}
              tabIndex={current ? 0 : -1}
              onChange={(next, event) => onSelect(id, next, event.shiftKey)}
            />
          </td>
        )}
        {columns.map((column, at) => (
          <Cell key={column.id} column={column} row={row} index={first + at} place={at < props.pinned ? at : undefined} />
        ))}
        {rowActions ? (
          <td className="right-0 flex items-center justify-center bg-inherit [grid-column:-2/-1] in-data-wide:sticky">
            <Menu label="Row actions" items={() => rowActions(row)} trigger={<RowMenuButton current={current} />} />
          </td>
        ) : null}
      </tr>
    </CurrentRow>
  )
}

export const BodyRow = memo(BodyRowInner) as typeof BodyRowInner

function RowMenuButton({ current, ...rest }: ComponentProps<'button'> & { current: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      data-row-menu
      aria-label="Row actions"
      tabIndex={current ? 0 : -1}
      className={iconButtonClass('md')}
    >
      <Ellipsis aria-hidden size={16} strokeWidth={1.75} />
    </button>
  )
}

interface CellProps<Row> {
  column: Column<Row>
  row: Row
  index: number
  /** Of a pinned column; the first one names the row. */
  place: number | undefined
}

function Cell<Row>({ column, row, index, place }: CellProps<Row>) {
  const shared = {
    'aria-colindex': index,
    'data-col': column.id,
    tabIndex: -1,
    title: column.text?.(row),
    style: place === undefined ? undefined : { left: `var(--pin-${place})` },
    className: clsx(
      'flex min-w-0 items-center px-2 text-left font-normal outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
      column.align === 'end' && 'justify-end',
      column.mono && 'font-mono text-meta',
      place !== undefined && 'z-[1] bg-inherit md:in-data-wide:sticky',
    ),
  }
  const content = <span className="min-w-0 truncate">{column.cell(row)}</span>
  return place === 0 ? (
    <th scope="row" {...shared}>
      {content}
    </th>
  ) : (
    <td {...shared}>{content}</td>
  )
}

/** A tint for each change after the row came into view. Two names of one animation, so that a second change starts it again. */
function useTint(version: string | undefined): string | undefined {
  const [seen, setSeen] = useState({ version, changes: 0 })
  if (version !== seen.version) setSeen({ version, changes: seen.changes + 1 })
  if (seen.changes === 0) return undefined
  return seen.changes % 2 === 1 ? 'animate-tint' : 'animate-tint-again'
}
