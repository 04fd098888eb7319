'use client'
import Link from 'next/link'
import { Badge } from '#components/ui/badge'
import { Checkbox } from '#components/ui/checkbox'
import { TextField } from '#components/ui/text-field'
import { documentHref } from '../document-words'
import type { PlannedRow } from './use-import'

export interface ImportTableProps {
  rows: readonly PlannedRow[]
  busy: boolean
  onName: (file: string, name: string) => void
  onChoose: (file: string, chosen: boolean) => void
}

const outcomes = {
  create: ['ok', 'create'],
  version: ['run', 'new version'],
  same: ['off', 'same'],
  error: ['bad', 'error'],
  unknown: ['off', 'looking'],
  done: ['ok', 'imported'],
  failed: ['bad', 'refused'],
} as const

const headers = ['Import', 'File', 'Document', 'Type', 'Does', 'Why']

/** One line for each file: what it would do, or has done. */
export function ImportTable({ rows, busy, onName, onChoose }: ImportTableProps) {
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Files"
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full text-left text-body">
        <caption className="sr-only">What each file would do</caption>
        <thead className="bg-raised text-meta text-text-2">
          <tr>
            {headers.map((header) => (
              <th key={header} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ImportLine key={row.file} row={row} busy={busy} onName={onName} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface ImportLineProps extends Omit<ImportTableProps, 'rows'> {
  row: PlannedRow
}

function ImportLine({ row, busy, onName, onChoose }: ImportLineProps) {
  const { file, name, type, format, outcome, why, chosen } = row
  const [tone, word] = outcomes[outcome]
  const isWork = outcome === 'create' || outcome === 'version'
  return (
    <tr className="border-t border-line align-top">
      <td className="px-3 py-1.5">
        <Checkbox
          label={`Import ${file}`}
          hideLabel
          checked={chosen}
          disabled={!isWork || busy}
          onChange={(next) => onChoose(file, next)}
        />
      </td>
      <th scope="row" className="max-w-64 min-w-40 px-3 py-2 font-normal break-all">
        {file}
      </th>
      <td className="min-w-56 px-3 py-1">
        {outcome === 'done' ? (
          <Link href={documentHref(name)} className="inline-block py-1 text-accent hover:underline">
            {name}
          </Link>
        ) : (
          <TextField
            label={`Name of ${file}`}
            hideLabel
            size="sm"
            mono
            value={name}
            onChange={(next) => onName(file, next)}
            disabled={busy}
            spellCheck={false}
          />
        )}
      </td>
      <td className="px-3 py-2 whitespace-nowrap">
        {type}, {format}
      </td>
      <td className="px-3 py-2">
        <Badge tone={tone}>{word}</Badge>
      </td>
      <td className="min-w-64 px-3 py-2 break-words whitespace-pre-line text-text-2">{why}</td>
    </tr>
  )
}
