'use client'
import { useState } from 'react'
import { isSelected, nothingSelected, type Selection } from '#queries/ui/table/selection'
import type { DocumentIdentifier } from '../own-operations'

/** Rows picked in this list; another filter is another list, where nothing is picked yet. */
export function usePicked(rows: readonly DocumentIdentifier[], list: string) {
  const [picked, setPicked] = useState({ list, selection: nothingSelected })
  const selection = picked.list === list ? picked.selection : nothingSelected
  return {
    selection,
    select: (next: Selection) => setPicked({ list, selection: next }),
    names: () => rows.flatMap(({ Name }) => (Name !== undefined && isSelected(selection, Name) ? [Name] : [])),
  }
}
