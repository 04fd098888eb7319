'use client'
import { Columns3, Download, Rows2, Rows3, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../button'
import { IconButton, iconButtonClass } from '../icon-button'
import { Menu, type MenuItem } from '../menu'

export interface ToolbarProps {
  /** Saved views and filters. */
  children?: ReactNode
  count: ReactNode
  columnItems: readonly MenuItem[]
  dense: boolean
  onDense: (dense: boolean) => void
  onExport: ((format: 'csv' | 'json') => void) | undefined
}

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export function Toolbar({ children, count, columnItems, dense, onDense, onExport }: ToolbarProps) {
  const exports: MenuItem[] = [
    { id: 'csv', label: 'CSV, all matching rows', run: () => onExport?.('csv') },
    { id: 'json', label: 'JSON, all matching rows', run: () => onExport?.('json') },
  ]
  const picker = (
    <button type="button" aria-label="Columns" className={iconButtonClass('md')}>
      <Columns3 {...icon} />
    </button>
  )
  const download = (
    <button type="button" aria-label="Export" className={iconButtonClass('md')}>
      <Download {...icon} />
    </button>
  )
  return (
    <div className="flex min-h-7 w-full flex-wrap items-center gap-2">
      <div className="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-2">{children}</div>
      <div className="ml-auto flex items-center gap-1">
        <span className="tabular mr-2 text-meta whitespace-nowrap text-text-3">{count}</span>
        <Menu label="Columns" items={columnItems} trigger={picker} />
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
