'use client'
import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { usePreference } from '../use-preference'
import type { DataTableProps } from '../data-table'
import type { Column } from './column'

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature, columnSizingFeature, columnResizingFeature })

interface ColumnChoice {
  columnVisibility: Record<string, boolean>
  columnOrder: string[]
  columnSizing: Record<string, number>
}

/** The table model over server rows: which columns, in which order, how wide. The choice is kept per table in this browser. */
export function useColumns<Row extends object>(given: Pick<DataTableProps<Row>, 'id' | 'columns' | 'rows' | 'getRowId'>) {
  const { id, columns, rows, getRowId } = given
  const [stored, store] = usePreference(`qd-table-${id}`, '')
  const choice = useMemo(() => readChoice(stored, columns), [stored, columns])
  const definitions = useMemo(() => columns.map((column, at) => definitionOf(column, at)), [columns])
  const data = useMemo(() => [...rows], [rows])
  const save =
    <Key extends keyof ColumnChoice>(key: Key) =>
    (change: Updater<ColumnChoice[Key]>) => {
      const next = typeof change === 'function' ? change(choice[key]) : change
      store(JSON.stringify({ ...choice, [key]: next }))
    }
  return useTable({
    features,
    columns: definitions,
    data,
    getRowId,
    columnResizeMode: 'onChange',
    state: choice,
    onColumnVisibilityChange: save('columnVisibility'),
    onColumnOrderChange: save('columnOrder'),
    onColumnSizingChange: save('columnSizing'),
  })
}

function definitionOf<Row>(column: Column<Row>, at: number) {
  return {
    id: column.id,
    header: column.header,
    accessorFn: (row: Row) => column.text?.(row) ?? '',
    size: column.width ?? 160,
    minSize: column.minWidth ?? 64,
    maxSize: 900,
    enableHiding: at > 0 && column.fixed !== true,
  }
}

function readChoice<Row>(stored: string, columns: readonly Column<Row>[]): ColumnChoice {
  const kept = parseChoice(stored)
  const known = new Set(columns.map((column) => column.id))
  const hidden = Object.fromEntries(columns.filter((column) => column.hidden).map((column) => [column.id, false]))
  return {
    columnVisibility: { ...hidden, ...kept.columnVisibility },
    columnOrder: (kept.columnOrder ?? []).filter((id) => known.has(id)),
    columnSizing: kept.columnSizing ?? {},
  }
}

function parseChoice(stored: string): Partial<ColumnChoice> {
  try {
    const parsed: unknown = stored === '' ? {} : JSON.parse(stored)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}
