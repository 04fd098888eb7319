/** Rows picked one by one, or everything that matches the filter but a few. */
export type Selection = { mode: 'rows'; ids: ReadonlySet<string> } | { mode: 'all'; except: ReadonlySet<string> }

export const nothingSelected: Selection = { mode: 'rows', ids: new Set() }

export function isSelected(selection: Selection, id: string): boolean {
  return selection.mode === 'all' ? !selection.except.has(id) : selection.ids.has(id)
}

export function selectedCount(selection: Selection, total: number): number {
  return selection.mode === 'all' ? Math.max(0, total - selection.except.size) : selection.ids.size
}

export function withSelected(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const held = new Set(selection.mode === 'all' ? selection.except : selection.ids)
  const adds = selection.mode === 'all' ? !selected : selected
  for (const id of ids) {
    if (adds) held.add(id)
    else held.delete(id)
  }
  return selection.mode === 'all' ? { mode: 'all', except: held } : { mode: 'rows', ids: held }
}

/** From the row picked last to this one, both included, in the order on screen. */
export function rangeOf(order: readonly string[], from: string | undefined, to: string): string[] {
  const start = from === undefined ? -1 : order.indexOf(from)
  const end = order.indexOf(to)
  if (start < 0 || end < 0) return [to]
  return order.slice(Math.min(start, end), Math.max(start, end) + 1)
}

export function headerState(selection: Selection, ids: readonly string[]): 'none' | 'some' | 'all' {
  const picked = ids.filter((id) => isSelected(selection, id)).length
  if (picked === 0) return selectedCount(selection, ids.length) > 0 && selection.mode === 'rows' ? 'some' : 'none'
  return picked === ids.length ? 'all' : 'some'
}
