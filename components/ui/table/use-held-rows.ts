'use client'
import { useState } from 'react'

interface Held {
  /** Which list this is: filters, sort and how many pages are loaded. */
  list: string
  known: ReadonlySet<string>
}

/**
 * Rows that arrive while somebody reads wait behind a pill, so that nothing moves under the pointer. Another filter, order or page
 * shows everything at once.
 */
export function useHeldRows<Row>(rows: readonly Row[], idOf: (row: Row) => string, list: string) {
  const [held, setHeld] = useState<Held>({ list: '', known: new Set() })
  const fresh = held.list !== list && rows.length > 0
  if (fresh) setHeld({ list, known: new Set(rows.map(idOf)) })
  const waits = (row: Row) => !fresh && held.list === list && !held.known.has(idOf(row))
  const shown = rows.filter((row) => !waits(row))
  return {
    rows: shown,
    newRows: rows.length - shown.length,
    showNew: () => setHeld({ list, known: new Set(rows.map(idOf)) }),
  }
}
