import type { PlannedChange } from '../own-operations'

const masked = '********'

/** Before and after; of a secret only that there is one. */
export function ValueChange({ row }: { row: Pick<PlannedChange, 'Outcome' | 'Type' | 'PresentValue' | 'Value'> }) {
  const { Outcome, Type, PresentValue, Value } = row
  if (Outcome === 'error') return null
  if (Type === 'SecureString')
    return (
      <span className="text-text-3">
        {Outcome === 'change' ? `${masked} (changes)` : Outcome === 'same' ? `${masked} (equal)` : masked}
      </span>
    )
  if (Outcome === 'change' && PresentValue === Value)
    return <span className="text-text-2">{cut(Value)} (what describes it changes)</span>
  return (
    <span className="flex flex-col gap-0.5 font-mono text-meta break-all whitespace-pre-wrap">
      {Outcome === 'change' || Outcome === 'delete' ? (
        <del className="bg-diff-removed no-underline">
          <span className="sr-only">before: </span>- {cut(PresentValue)}
        </del>
      ) : null}
      {Outcome === 'change' || Outcome === 'create' ? (
        <ins className="bg-diff-added no-underline">
          <span className="sr-only">after: </span>+ {cut(Value)}
        </ins>
      ) : null}
      {Outcome === 'same' ? <span className="text-text-3">{cut(Value)}</span> : null}
    </span>
  )
}

const mostShown = 300

function cut(value: string | undefined): string {
  if (value === undefined || value.length <= mostShown) return value ?? ''
  return `${value.slice(0, mostShown)}… (${value.length} characters)`
}
