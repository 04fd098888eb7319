'use client'
import { clsx } from 'clsx'
import { Skeleton } from '#components/ui/skeleton'
import type { Filter } from '#queries/ui/filter-grammar'
import { status } from '#queries/ui/status'
import type { NodePage } from '../managed-node'
import { hasFilter, toggled, valueFilter } from '../node-filters'
import { numberText } from '#queries/ui/number-text'

type Facets = NonNullable<NodePage['Facets']>

export interface FacetRailProps {
  facets: Facets | undefined
  /** A panel is open beside the list: the rail stays only where there is room for all three. */
  beside: boolean
  filters: readonly Filter[]
  onFilters: (filters: readonly Filter[]) => void
}

const groups: readonly { field: string; title: string; of: keyof Facets; word: (value: string) => string }[] = [
  { field: 'status', title: 'Status', of: 'Status', word: (value) => status('node', value).label },
  { field: 'platform', title: 'Platform', of: 'Platform', word: (value) => value || 'Not told yet' },
  { field: 'agent', title: 'Agent', of: 'Agent', word: (value) => value || 'Not told yet' },
]
const shownValues = 8

/** Counts of each value under the other filters; a press filters by it, another press takes it back. */
export function FacetRail({ facets, beside, filters, onFilters }: FacetRailProps) {
  return (
    <nav
      aria-label="Facets"
      className={clsx('flex w-44 shrink-0 flex-col gap-4 overflow-y-auto pt-9', beside ? 'max-2xl:hidden' : 'max-lg:hidden')}
    >
      {groups
        .filter(({ of }) => facets?.[of].length !== 0)
        .map(({ field, title, of, word }) => (
          <section key={field} aria-label={title} className="flex flex-col gap-px">
            <h2 className="px-2 pb-1 text-meta font-medium text-text-3">{title}</h2>
            {facets === undefined ? <Skeleton lines={3} className="px-2" /> : null}
            {facets?.[of].slice(0, shownValues).map(({ Value, Count }) => (
              <FacetValue
                key={Value}
                label={word(Value)}
                count={Count}
                on={hasFilter(filters, valueFilter(field, Value))}
                onPress={() => onFilters(toggled(filters, valueFilter(field, Value)))}
              />
            ))}
          </section>
        ))}
    </nav>
  )
}

interface FacetValueProps {
  label: string
  count: number
  on: boolean
  onPress: () => void
}

function FacetValue({ label, count, on, onPress }: FacetValueProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={clsx(
        'flex min-h-7 items-center justify-between gap-2 rounded-control px-2 text-left text-body',
        on ? 'bg-selected font-medium text-text' : 'text-text-2 hover:bg-raised hover:text-text',
      )}
    >
      <span className="truncate" title={label}>
        {label}
      </span>
      <span className="tabular text-meta text-text-3">{numberText(count)}</span>
    </button>
  )
}
