'use client'
import { Badge } from '#components/ui/badge'
import { Checkbox } from '#components/ui/checkbox'
import type { ReactNode } from 'react'
import type { PlannedChange } from '../own-operations'
import { canBeChosen, type PlanRow } from './plan-rows'
import { ValueChange } from './value-change'

export interface PlanTableProps {
  caption: string
  rows: readonly PlanRow[]
  busy: boolean
  onChoose: (groups: readonly string[], chosen: boolean) => void
  /** In place of the plain type. */
  typeCell?: ((row: PlanRow) => ReactNode) | undefined
}

const headers = ['Does', 'Name', 'Type', 'Value']

/** One line for each parameter: what would become of it. */
export function PlanTable({ caption, rows, busy, onChoose, typeCell }: PlanTableProps) {
  const open = rows.filter((row) => canBeChosen(row, rows))
  const chosen = open.filter((row) => row.chosen)
  const hasReasons = rows.some(({ Reason }) => Reason !== undefined)
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={caption}
      className="max-h-[60vh] overflow-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full text-left text-body">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 z-10 bg-raised text-meta text-text-2">
          <tr>
            <th scope="col" className="px-3 py-1.5">
              <Checkbox
                label="All that change something"
                hideLabel
                checked={open.length > 0 && chosen.length === open.length}
                mixed={chosen.length > 0 && chosen.length < open.length}
                disabled={open.length === 0 || busy}
                onChange={(next) =>
                  onChoose(
                    open.map(({ group }) => group),
                    next,
                  )
                }
              />
            </th>
            {[...headers, ...(hasReasons ? ['Why not'] : [])].map((header) => (
              <th key={header} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-t border-line align-top [content-visibility:auto]">
              <td className="px-3 py-1.5">
                <Checkbox
                  label={`${row.Outcome} ${row.Name}`}
                  hideLabel
                  checked={row.chosen}
                  disabled={!canBeChosen(row, rows) || busy}
                  onChange={(next) => onChoose([row.group], next)}
                />
              </td>
              <td className="px-3 py-2">
                <OutcomeBadge outcome={row.Outcome} />
              </td>
              <th scope="row" className="min-w-56 px-3 py-2 font-mono font-normal break-all">
                {row.Name}
              </th>
              <td className="px-3 py-1.5 whitespace-nowrap">
                {typeCell?.(row) ?? <span className="inline-block py-0.5">{row.Type}</span>}
              </td>
              <td className="min-w-48 px-3 py-2">
                <ValueChange row={row} />
              </td>
              {hasReasons ? <td className="min-w-40 px-3 py-2 break-words text-text-2">{row.Reason}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const outcomes = {
  create: ['ok', 'create'],
  change: ['run', 'change'],
  delete: ['bad', 'delete'],
  same: ['off', 'same'],
  error: ['bad', 'error'],
} as const

export function OutcomeBadge({ outcome }: { outcome: PlannedChange['Outcome'] }) {
  const [tone, word] = outcomes[outcome]
  return <Badge tone={tone}>{word}</Badge>
}
