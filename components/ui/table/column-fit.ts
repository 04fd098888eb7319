import type { Column } from './column'
import { type ChosenColumn, narrowest } from './column-choice'

export interface FittedColumn {
  id: string
  width: number
  /** Takes a share of what is left. */
  grows: boolean
}

const letterWidth = 6.8
const padding = 18
const sortMark = 18

/** Unless the column says more: most of its usual width, and room for its own name. */
export function leastWidth<Row>({ width = 160, minWidth, header, sortable }: Column<Row>): number {
  const named = header.length * letterWidth + padding + (sortable ? sortMark : 0)
  return Math.min(width, Math.round(minWidth ?? Math.max(narrowest, width * 0.7, named)))
}

interface Sized {
  id: string
  width: number
  least: number
  grows: boolean
  priority: number
}

/**
 * What fits into `room` pixels: first every column gives up what it can spare, then those with the highest `priority` number go.
 * When somebody has `chosen` the columns none goes, and the table scrolls sideways. No room known yet: usual widths.
 */
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  choice: { columns: readonly ChosenColumn[]; isOwn: boolean },
  room: number | undefined,
): FittedColumn[] {
  const sized = choice.columns.flatMap((chosen): Sized[] => {
    const column = columns.find(({ id }) => id === chosen.id)
    if (!column) return []
    const width = chosen.width ?? column.width ?? 160
    const least = chosen.width ?? leastWidth(column)
    return [{ id: column.id, width, least, grows: column.grow === true && !chosen.pinned, priority: column.priority ?? 0 }]
  })
  if (room === undefined) return sized.map(({ id, width, grows }) => ({ id, width, grows }))
  const kept = choice.isOwn ? sized : dropped(sized, room)
  return shrunk(kept, room)
}

function dropped(sized: readonly Sized[], room: number): readonly Sized[] {
  const least = sized.reduce((sum, column) => sum + column.least, 0)
  const first = sized.slice(1).reduce((worst, column) => Math.max(worst, column.priority), 0)
  if (least <= room || first === 0) return sized
  const last = sized.findLastIndex((column, at) => at > 0 && column.priority === first)
  return dropped(
    sized.filter((_, at) => at !== last),
    room,
  )
}

function shrunk(sized: readonly Sized[], room: number): FittedColumn[] {
  const wanted = sized.reduce((sum, column) => sum + column.width, 0)
  const spare = sized.reduce((sum, column) => sum + column.width - column.least, 0)
  const share = spare === 0 ? 0 : Math.min(1, Math.max(0, wanted - room) / spare)
  return sized.map(({ id, width, least, grows }) => ({ id, width: Math.floor(width - (width - least) * share), grows }))
}
