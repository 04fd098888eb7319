'use client'
import { clsx } from 'clsx'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { type FilterField, type FilterSuggestion, suggestFilters } from './filter-suggestions'
import { type Filter, opWords, readTyped } from './filter-grammar'
import { useKeys } from './key-provider'
import { KeyHint } from './key-hint'
import { itemClass, popupClass } from './popup-class'

export type { FilterField } from './filter-suggestions'

export interface FilterBarProps {
  fields: readonly FilterField[]
  filters: readonly Filter[]
  onFilters: (filters: readonly Filter[]) => void
  /** Free text `q`. Leave both out when the list has no text search. */
  query?: string | undefined
  onQuery?: ((query: string) => void) | undefined
  placeholder?: string | undefined
}

/** Chips for what holds, and one box that completes field, comparison and value. `/` goes there. */
export function FilterBar({ fields, filters, onFilters, query = '', onQuery, placeholder = 'Filter' }: FilterBarProps) {
  const box = useRef<HTMLInputElement>(null)
  useKeys([{ key: '/', label: 'Filter', group: 'List', run: () => box.current?.focus() }])
  const remove = (at: number) => onFilters(filters.filter((_, index) => index !== at))
  return (
    <div className="flex min-w-0 flex-1 basis-56 flex-wrap items-center gap-1.5">
      <FilterBox
        ref={box}
        fields={fields}
        query={query}
        onQuery={onQuery}
        placeholder={placeholder}
        onAdd={(filter) => onFilters([...filters, filter])}
        onBack={() => remove(filters.length - 1)}
      />
      {filters.map((filter, at) => (
        <FilterChip
          key={`${filter.field}${filter.op}${filter.values.join()}`}
          filter={filter}
          label={labelOf(fields, filter)}
          onRemove={() => remove(at)}
        />
      ))}
    </div>
  )
}

function FilterChip({ filter, label, onRemove }: { filter: Filter; label: string; onRemove: () => void }) {
  const [words, value] =
    filter.op === 'exists' ? [`${label}:`, anyOrNone(filter)] : [`${label} ${opWords[filter.op]}`, filter.values.join(', ')]
  const text = `${words} ${value}`
  return (
    <span className="inline-flex h-7 max-w-[min(18rem,100%)] items-center gap-1 rounded-control border border-line bg-accent-soft pl-2 text-body">
      <span className="truncate" title={text}>
        <span className="text-text-2">{words}</span> <span className="font-medium">{value}</span>
      </span>
      <button
        type="button"
        aria-label={`Remove filter: ${text}`}
        onClick={onRemove}
        className="flex size-6 shrink-0 items-center justify-center rounded-control text-text-2 hover:bg-selected hover:text-text"
      >
        <X aria-hidden size={14} strokeWidth={1.75} />
      </button>
    </span>
  )
}

function anyOrNone({ values }: Filter): string {
  return values[0] === 'false' ? 'none' : 'any'
}

interface FilterBoxProps {
  ref: React.RefObject<HTMLInputElement | null>
  fields: readonly FilterField[]
  query: string
  onQuery: ((query: string) => void) | undefined
  placeholder: string
  onAdd: (filter: Filter) => void
  onBack: () => void
}

function FilterBox({ ref, fields, query, onQuery, placeholder, onAdd, onBack }: FilterBoxProps) {
  const listId = useId()
  const [text, setText] = useState(query)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const suggestions = open ? suggestFilters(fields, text) : []
  const finish = (next: string) => {
    setText(next)
    setActive(-1)
    onQuery?.(next)
  }
  const take = (chosen: FilterSuggestion) => {
    if (chosen.kind === 'text') return setText(chosen.text)
    onAdd(chosen.filter)
    finish('')
  }
  const submit = () => {
    const chosen = suggestions[active]
    const typed = readTyped(text, (field) =>
      fields.some((one) => one.id === field || (one.keyed && field.startsWith(`${one.id}.`))),
    )
    if (chosen) take(chosen)
    else if (typed) take({ kind: 'filter', filter: typed, label: '' })
    else setOpen(false)
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive(Math.min(suggestions.length - 1, active + 1)),
    ArrowUp: () => setActive(Math.max(-1, active - 1)),
    Enter: submit,
    Escape: () => (open ? setOpen(false) : ref.current?.blur()),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && text === '') return onBack()
    const run = keys[event.key]
    if (!run) return setOpen(true)
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  const change = (next: string) => {
    setText(next)
    setActive(-1)
    if (!/[:=]/.test(next)) onQuery?.(next)
  }
  return (
    <div className="relative w-64 max-w-full">
      <Search aria-hidden size={14} strokeWidth={1.75} className="absolute top-1/2 left-2 -translate-y-1/2 text-text-3" />
      <input
        ref={ref}
        role="combobox"
        aria-label={placeholder}
        aria-expanded={suggestions.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={placeholder}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        className="peer h-7 w-full rounded-control border border-line-strong/60 bg-surface pr-7 pl-7 text-body hover:border-text-3"
      />
      <span className="absolute top-1/2 right-1.5 -translate-y-1/2 peer-focus:hidden">
        <KeyHint keys="/" />
      </span>
      <div
        id={listId}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
        role="listbox"
        tabIndex={-1}
        aria-label="Filters"
        className={clsx(popupClass, 'absolute top-full left-0 z-30 mt-1 min-w-full', suggestions.length === 0 && 'hidden')}
      >
        {suggestions.map((suggestion, at) => (
          <div
            key={suggestion.label}
            id={`${listId}-${at}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list of a combobox whose focus stays in the input
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            data-highlighted={at === active ? '' : undefined}
            onMouseEnter={() => setActive(at)}
            onMouseDown={(event) => {
              event.preventDefault()
              take(suggestion)
            }}
            className={itemClass}
          >
            <span className="truncate">{suggestion.label}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

function labelOf(fields: readonly FilterField[], filter: Filter): string {
  const field = fields.find((one) => one.id === filter.field)
  const keyed = fields.find((one) => one.keyed && filter.field.startsWith(`${one.id}.`))
  return field?.label ?? (keyed ? `${keyed.label} ${filter.field.slice(keyed.id.length + 1)}` : filter.field)
}
