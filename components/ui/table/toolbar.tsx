'use client'
import { Columns3, Download, LoaderCircle, Rows2, Rows3, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TableFormat } from '#lib/vocabulary/table-text'
import { Button } from '../button'
import { IconButton, iconButtonClass } from '../icon-button'
import { Menu, type MenuItem } from '../menu'
import { exportFormats } from './export-rows'

export interface ToolbarProps {
  /** Saved views and filters. */
  children?: ReactNode
  count: ReactNode
  onColumns: () => void
  dense: boolean
  onDense: (dense: boolean) => void
  exporting: boolean
  /** "all matching rows" */
  exported: string
  onExport: ((format: TableFormat) => void) | undefined
}

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export function Toolbar(props: ToolbarProps) {
  const { children, count, onColumns, dense, onDense, exporting, exported, onExport } = props
  const exports = exportFormats.map(
    ({ format, label }): MenuItem => ({ id: format, label: `${label}, ${exported}`, run: () => onExport?.(format) }),
  )
  const download = (
    <button type="button" aria-label="Export" aria-busy={exporting} disabled={exporting} className={iconButtonClass('md')}>
      {exporting ? <LoaderCircle {...icon} className="motion-safe:animate-spin" /> : <Download {...icon} />}
    </button>
  )
  return (
    <div className="flex min-h-7 w-full flex-wrap items-center gap-2">
      <div className="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-2">{children}</div>
      <div className="ml-auto flex items-center gap-1">
        <span className="tabular mr-2 text-meta whitespace-nowrap text-text-3">{count}</span>
        <IconButton label="Columns" icon={<Columns3 {...icon} />} onClick={onColumns} />
        <IconButton
          label={dense ? 'Comfortable rows' : 'Compact rows'}
          icon={dense ? <Rows3 {...icon} /> : <Rows2 {...icon} />}
          onClick={() => onDense(!dense)}
        />
        {onExport ? <Menu label="Export" items={exports} trigger={download} /> : null}
      </div>
    </div>
  )
}

export interface BulkBarProps {
  /** "3 selected" or "All 212 that match are selected". */
  text: string
  selectAll: { label: string; run: () => void } | undefined
  onClear: () => void
  children: ReactNode
}

/** Takes the toolbar's place and height, so the rows stay where they are. */
export function BulkBar({ text, selectAll, onClear, children }: BulkBarProps) {
  return (
    <div className="flex min-h-7 w-full flex-wrap items-center gap-2">
      <span className="tabular text-body font-medium" aria-live="polite">
        {text}
      </span>
      {selectAll ? (
        <button type="button" onClick={selectAll.run} className="rounded-control text-body text-accent hover:underline">
          {selectAll.label}
        </button>
      ) : null}
      <span className="mx-1 h-4 w-px bg-line" />
      {children}
      <Button variant="ghost" icon={<X {...icon} />} onClick={onClear} className="ml-auto" keyHint="Escape">
        Clear
      </Button>
    </div>
  )
}
