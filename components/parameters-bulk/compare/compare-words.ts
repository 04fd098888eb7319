import { below, type GroupedChange, plainPath } from '../bulk-words'
import type { ComparedRow, Side } from '../own-operations'

/** A side as the address has it: `left=/prod&leftLabel=live` or `&leftAt=2026-01-31T08:00`. */
export function sideOf(params: Pick<URLSearchParams, 'get'>, which: 'left' | 'right'): Side {
  const Path = plainPath(params.get(which) ?? '')
  const Label = params.get(`${which}Label`)?.trim()
  const at = Date.parse(params.get(`${which}At`) ?? '')
  if (Label) return { Path, Label }
  return Number.isNaN(at) ? { Path } : { Path, At: Math.floor(at / 1000) }
}

export function sideText({ Path, Label, At }: Side): string {
  if (Label !== undefined) return `${Path}:${Label}`
  return At === undefined ? Path : `${Path} at ${new Date(At * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Why nothing can be written to a side. */
export function fixedSide({ Label, At }: Side): string | undefined {
  if (Label !== undefined) return 'The right side is a label: choose its newest versions to copy there.'
  return At === undefined ? undefined : 'The right side lies in the past: choose its newest versions to copy there.'
}

export const isDifferent = ({ Result }: ComparedRow): boolean => Result !== 'equal'

/** What makes the right side like the left: the very version that was compared, or the end of what is only there. */
export function copyChanges(rows: readonly ComparedRow[], to: string): readonly GroupedChange[] {
  return rows.filter(isDifferent).flatMap(({ Name, Left, Right }): GroupedChange[] => {
    if (Left)
      return [
        { group: Name, change: { Action: 'Copy', Source: `${Left.Name}:${Left.Version}`, Name: Right?.Name ?? below(to, Name) } },
      ]
    return Right ? [{ group: Name, change: { Action: 'Delete', Name: Right.Name } }] : []
  })
}
