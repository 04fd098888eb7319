'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { TableColumns } from './use-columns'

export interface ColumnPickerProps<Row> {
  open: boolean
  onClose: () => void
  table: TableColumns<Row>
  caption: string
}

const PickerDialog = dynamic(() => import('./column-picker-dialog').then((module) => module.ColumnPickerDialog), { ssr: false })

/** Loaded when it first opens. */
export function ColumnPicker<Row>({ open, onClose, table, caption }: ColumnPickerProps<Row>) {
  const [used, setUsed] = useState(open)
  if (open && !used) setUsed(true)
  const { all, chosen, squeezedOut, fitted, set, reset } = table
  const choice = { chosen, squeezedOut, set, reset, widths: fitted }
  const columns = all.map(({ id, header, fixed }, at) => ({ id, header, always: at === 0 || fixed === true }))
  return used ? <PickerDialog open={open} onClose={onClose} caption={caption} columns={columns} choice={choice} /> : null
}
