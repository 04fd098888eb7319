import type { Column } from './column'

/** One column on screen, in the order chosen: `cols=name!,status:140,tag.env`. */
export interface ChosenColumn {
  id: string
  /** Pixels that somebody set by hand. */
  width?: number | undefined
  /** Stays in view at the start while the others scroll. The first one always does. */
  pinned?: boolean | undefined
}

export const narrowest = 48
export const widest = 900

export function parseChoice(text: string): ChosenColumn[] {
  const parts = text.split(',').flatMap((part): ChosenColumn[] => {
    const [, id, pin, width] = /^([^:!]+)(!?)(?::(\d{1,4}))?$/.exec(part) ?? []
    if (!id) return []
    return [{ id: decoded(id), ...(width ? { width: bounded(Number(width)) } : {}), ...(pin ? { pinned: true } : {}) }]
  })
  return distinct(parts)
}

export function formatChoice(chosen: readonly ChosenColumn[]): string {
  return chosen.map(({ id, width, pinned }) => `${encoded(id)}${pinned ? '!' : ''}${width ? `:${width}` : ''}`).join(',')
}

/** What there is of the choice, pinned ones first; what comes with the table when nothing of it is left. */
export function chosenColumns<Row>(columns: readonly Column<Row>[], text: string): ChosenColumn[] {
  const known = parseChoice(text).filter(({ id }) => columns.some((column) => column.id === id))
  if (known.length === 0) return defaultChoice(columns)
  const fixed = columns.filter((column, at) => at === 0 || column.fixed).filter(({ id }) => !known.some((one) => one.id === id))
  return pinnedFirst([...fixed.map(({ id }) => ({ id })), ...known])
}

export function defaultChoice<Row>(columns: readonly Column<Row>[]): ChosenColumn[] {
  return columns.filter((column) => !column.hidden).map(({ id }) => ({ id }))
}

export function pinnedFirst(chosen: readonly ChosenColumn[]): ChosenColumn[] {
  return [...chosen.filter((one) => one.pinned), ...chosen.filter((one) => !one.pinned)]
}

export function withColumn(chosen: readonly ChosenColumn[], id: string, shown: boolean): ChosenColumn[] {
  const others = chosen.filter((one) => one.id !== id)
  return shown ? [...others, { id }] : others
}

/** One place up or down, within the pinned ones or within the others. */
export function moved(chosen: readonly ChosenColumn[], id: string, by: 1 | -1): ChosenColumn[] {
  const from = chosen.findIndex((one) => one.id === id)
  const [column, other] = [chosen[from], chosen[from + by]]
  if (!column || !other || Boolean(column.pinned) !== Boolean(other.pinned)) return [...chosen]
  return chosen.map((one, at) => (at === from ? other : at === from + by ? column : one))
}

export function withWidth(chosen: readonly ChosenColumn[], id: string, width: number | undefined): ChosenColumn[] {
  return chosen.map((one) => (one.id === id ? { ...one, width: width === undefined ? undefined : bounded(width) } : one))
}

/** The first column names the row: it stays first, so the others are pinned after it. */
export function withPin(chosen: readonly ChosenColumn[], id: string, pinned: boolean): ChosenColumn[] {
  const isWanted = (one: ChosenColumn, at: number) => (one.id === id ? pinned : one.pinned === true || (pinned && at === 0))
  return pinnedFirst(chosen.map((one, at) => ({ ...one, pinned: isWanted(one, at) })))
}

export function bounded(width: number): number {
  return Math.round(Math.max(narrowest, Math.min(widest, width)))
}

function distinct(parts: readonly ChosenColumn[]): ChosenColumn[] {
  return parts.filter((part, at) => parts.findIndex((other) => other.id === part.id) === at)
}

function encoded(id: string): string {
  return id.replace(/[%,:!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
