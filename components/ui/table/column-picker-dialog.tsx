'use client'
import { ArrowDown, ArrowUp, Pin, PinOff } from 'lucide-react'
import { Button } from '../button'
import { Checkbox } from '../checkbox'
import { Dialog } from '../dialog'
import { IconButton } from '../icon-button'
import { bounded, type ChosenColumn, moved, narrowest, widest, withColumn, withPin, withWidth } from './column-choice'
import type { FittedColumn } from './column-fit'

interface Pickable {
  id: string
  header: string
  /** Cannot be hidden. */
  always: boolean
}

interface Choice {
  chosen: readonly ChosenColumn[]
  widths: readonly FittedColumn[]
  squeezedOut: readonly string[]
  set: (chosen: readonly ChosenColumn[]) => void
  reset: () => void
}

export interface ColumnPickerDialogProps {
  open: boolean
  onClose: () => void
  caption: string
  columns: readonly Pickable[]
  choice: Choice
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Which columns, in which order, how wide, which of them stay while the others scroll. Every change shows at once. */
export function ColumnPickerDialog({ open, onClose, caption, columns, choice }: ColumnPickerDialogProps) {
  const { chosen, set, reset } = choice
  const byId = new Map(columns.map((column) => [column.id, column]))
  const hidden = columns.filter(({ id }) => !chosen.some((one) => one.id === id))
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Columns"
      description={`${caption}: what is shown, from left to right. The address keeps it, and so does this browser.`}
      footer={
        <>
          <Button size="md" onClick={reset}>
            Reset
          </Button>
          <Button size="md" variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ul aria-label="Shown columns" className="flex flex-col">
        {chosen.map((one) => {
          const column = byId.get(one.id)
          return column ? <ShownColumn key={one.id} one={one} column={column} choice={choice} /> : null
        })}
      </ul>
      {hidden.length > 0 ? (
        <ul aria-label="Hidden columns" className="mt-2 grid grid-cols-2 border-t border-line pt-2">
          {hidden.map(({ id, header }) => (
            <li key={id}>
              <Checkbox label={header} checked={false} onChange={() => set(withColumn(chosen, id, true))} />
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  )
}

function ShownColumn({ one, column, choice }: { one: ChosenColumn; column: Pickable; choice: Choice }) {
  const { chosen, set, widths, squeezedOut } = choice
  const { id } = one
  const { header } = column
  const canMove = (by: 1 | -1) => moved(chosen, id, by).some((other, at) => other.id !== chosen[at]?.id)
  const arrow = (by: 1 | -1) => (
    <IconButton
      label={`Move ${header} ${by === 1 ? 'down' : 'up'}`}
      size="sm"
      disabled={!canMove(by)}
      icon={by === 1 ? <ArrowDown {...icon} /> : <ArrowUp {...icon} />}
      onClick={() => set(moved(chosen, id, by))}
    />
  )
  return (
    <li className="flex min-h-8 items-center gap-1">
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        <Checkbox label={header} checked disabled={column.always} onChange={(shown) => set(withColumn(chosen, id, shown))} />
        {squeezedOut.includes(id) ? <span className="text-meta text-text-3">no room here</span> : null}
      </span>
      <WidthField
        key={`${one.width}`}
        header={header}
        own={one.width}
        now={widths.find((width) => width.id === id)?.width}
        onWidth={(width) => set(withWidth(chosen, id, width))}
      />
      {arrow(-1)}
      {arrow(1)}
      <IconButton
        label={one.pinned ? `Let ${header} scroll` : `Pin ${header}`}
        pressed={one.pinned === true}
        size="sm"
        icon={one.pinned ? <PinOff {...icon} /> : <Pin {...icon} />}
        onClick={() => set(withPin(chosen, id, !one.pinned))}
      />
    </li>
  )
}

interface WidthFieldProps {
  header: string
  own: number | undefined
  now: number | undefined
  onWidth: (width: number | undefined) => void
}

/** Empty: as wide as there is room. */
function WidthField({ header, own, now, onWidth }: WidthFieldProps) {
  return (
    <input
      type="number"
      aria-label={`Width of ${header} in pixels`}
      min={narrowest}
      max={widest}
      step={10}
      defaultValue={own}
      placeholder={now === undefined ? '' : String(now)}
      onBlur={(event) => {
        const next = event.target.value === '' ? undefined : bounded(event.target.valueAsNumber)
        if (next !== own) onWidth(next)
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      className="tabular h-7 w-20 rounded-control border border-line-strong/60 bg-surface px-2 text-right text-body"
    />
  )
}
