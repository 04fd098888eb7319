import type { ReactNode } from 'react'
import type { Filter } from '../filter-grammar'

export interface Column<Row> {
  /** Stable: used in the URL, in saved views and in exports. */
  id: string
  header: string
  /** What the cell shows. Links in cells are `RowLink`s, so that Tab stops only in the current row. */
  cell: (row: Row) => ReactNode
  /** The plain value for export, copying and filtering; also the cell's title when it is cut. */
  text?: ((row: Row) => string) | undefined
  /** Pixels where there is room; people can change it. Default 160. */
  width?: number | undefined
  /** What is enough where room is short; default: most of the width. */
  minWidth?: number | undefined
  /** Where room is short still, columns go, the highest number first. Default 0: it never goes by itself. */
  priority?: number | undefined
  /** What "Filter to this cell" means; several for a cell that lists several things. */
  filters?: ((row: Row) => readonly Filter[]) | undefined
  /** False where the server's filters know no "not": then cells are not offered to be filtered out. */
  filtersOut?: false | undefined
  /** Takes a share of the space that is left. */
  grow?: boolean | undefined
  sortable?: boolean | undefined
  /** Not shown until somebody picks it. */
  hidden?: boolean | undefined
  /** Cannot be hidden. The first column never can. */
  fixed?: boolean | undefined
  align?: 'start' | 'end' | undefined
  mono?: boolean | undefined
}

export interface Sort {
  id: string
  desc: boolean
}

/** A click gives one column (up, down, none); Shift keeps the others. */
export function nextSort(sort: readonly Sort[], id: string, keepOthers: boolean): Sort[] {
  const now = sort.find((part) => part.id === id)
  const next = now === undefined ? { id, desc: false } : now.desc ? undefined : { id, desc: true }
  if (!keepOthers) return next ? [next] : []
  if (!now) return next ? [...sort, next] : [...sort]
  return sort.flatMap((part) => (part.id !== id ? [part] : next ? [next] : []))
}

export function parseSort(text: string | undefined): Sort[] {
  return (text ?? '')
    .split(',')
    .filter((part) => part !== '' && part !== '-')
    .map((part) => (part.startsWith('-') ? { id: part.slice(1), desc: true } : { id: part, desc: false }))
}

export function formatSort(sort: readonly Sort[]): string | undefined {
  return sort.map((part) => (part.desc ? `-${part.id}` : part.id)).join(',') || undefined
}
