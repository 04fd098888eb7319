'use client'
import { Badge } from '#components/ui/badge'
import { Checkbox } from '#components/ui/checkbox'
import { Link } from '#components/ui/link'
import { detailHref } from '../bulk-words'
import type { ComparedRow } from '../own-operations'
import { isDifferent } from './compare-words'

export interface ComparedTableProps {
  rows: readonly ComparedRow[]
  chosen: ReadonlySet<string>
  onChoose: (names: readonly string[], chosen: boolean) => void
}

const results = {
  equal: ['off', 'equal'],
  changed: ['run', 'changed'],
  left: ['warn', 'only left'],
  right: ['warn', 'only right'],
  unknown: ['off', 'unknown'],
} as const

/** Names below both paths, side by side. Of secrets it says whether they differ. */
export function ComparedTable({ rows, chosen, onChoose }: ComparedTableProps) {
  const open = rows.filter(isDifferent).map(({ Name }) => Name)
  const all = open.length > 0 && open.every((name) => chosen.has(name))
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Comparison"
      className="max-h-[60vh] overflow-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full text-left text-body">
        <caption className="sr-only">Parameters of both sides</caption>
        <thead className="sticky top-0 z-10 bg-raised text-meta text-text-2">
          <tr>
            <th scope="col" className="px-3 py-1.5">
              <Checkbox
                label="All differences"
                hideLabel
                checked={all}
                mixed={!all && chosen.size > 0}
                disabled={open.length === 0}
                onChange={(next) => onChoose(open, next)}
              />
            </th>
            {['Name', 'Result', 'Left', 'Right'].map((header) => (
              <th key={header} scope="col" className="px-3 py-1.5 font-medium">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const [tone, word] = results[row.Result]
            return (
              <tr key={row.Name} className="border-t border-line align-top [content-visibility:auto]">
                <td className="px-3 py-1.5">
                  <Checkbox
                    label={`Copy ${row.Name}`}
                    hideLabel
                    checked={chosen.has(row.Name)}
                    disabled={!isDifferent(row)}
                    onChange={(next) => onChoose([row.Name], next)}
                  />
                </td>
                <th scope="row" className="min-w-32 px-3 py-2 font-mono font-normal break-all">
                  {row.Name}
                </th>
                <td className="px-3 py-2">
                  <Badge tone={tone}>{word}</Badge>
                  {row.Reason ? <span className="mt-1 block text-meta text-text-2">{row.Reason}</span> : null}
                </td>
                <Cell side={row.Left} />
                <Cell side={row.Right} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const mostShown = 300

function Cell({ side }: { side: ComparedRow['Left'] }) {
  if (!side) return <td className="min-w-40 px-3 py-2 text-text-3">-</td>
  const { Name, Version, Type, Value = '' } = side
  return (
    <td className="min-w-40 px-3 py-2">
      <span className="block font-mono text-meta break-all whitespace-pre-wrap">
        {Type === 'SecureString' ? '********' : Value.length > mostShown ? `${Value.slice(0, mostShown)}…` : Value}
      </span>
      <Link href={detailHref(Name)} className="text-meta text-text-3 hover:text-accent hover:underline">
        version {Version}, {Type}
      </Link>
    </td>
  )
}
