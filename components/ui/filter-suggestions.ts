import type { Filter, FilterOp } from './filter-grammar'

export interface FilterField {
  id: string
  label: string
  /** First is the default. */
  ops?: readonly FilterOp[] | undefined
  /** Known values, offered while typing. */
  options?: readonly { value: string; label: string }[] | undefined
  /** The field has a key of its own, as `tag.env`; `keys` are offered. */
  keyed?: boolean | undefined
  keys?: readonly string[] | undefined
}

export type FilterSuggestion = { kind: 'text'; label: string; text: string } | { kind: 'filter'; label: string; filter: Filter }

const most = 12

/** What the box offers for what was typed: fields first, then the values of the field before the colon. */
export function suggestFilters(fields: readonly FilterField[], text: string): FilterSuggestion[] {
  const [, name, typed] = /^\s*([\w.-]+)\s*[:=]\s*(.*)$/.exec(text) ?? []
  const field = name === undefined ? undefined : fieldOf(fields, name)
  const list = field && name !== undefined ? valuesOf(field, name, typed ?? '') : fieldsFor(fields, text.trim().toLowerCase())
  return list.slice(0, most)
}

function fieldOf(fields: readonly FilterField[], name: string): FilterField | undefined {
  return fields.find((field) => field.id === name || (field.keyed && name.startsWith(`${field.id}.`)))
}

function fieldsFor(fields: readonly FilterField[], wanted: string): FilterSuggestion[] {
  const names = fields.flatMap((field) =>
    field.keyed
      ? (field.keys ?? []).map((key) => ({ id: `${field.id}.${key}`, label: `${field.label} ${key}` }))
      : [{ id: field.id, label: field.label }],
  )
  const starts = names
    .filter((name) => matches(name, wanted))
    .sort((a, b) => Number(begins(b, wanted)) - Number(begins(a, wanted)))
    .map(({ id, label }): FilterSuggestion => ({ kind: 'text', label: `${label} is ...`, text: `${id}:` }))
  return wanted === '' ? starts : [...starts, ...valuesEverywhere(fields, wanted)]
}

function begins({ id, label }: { id: string; label: string }, wanted: string): boolean {
  return id.toLowerCase().startsWith(wanted) || label.toLowerCase().startsWith(wanted)
}

function matches(name: { id: string; label: string }, wanted: string): boolean {
  return wanted === '' || name.id.toLowerCase().includes(wanted) || name.label.toLowerCase().includes(wanted)
}

function valuesEverywhere(fields: readonly FilterField[], wanted: string): FilterSuggestion[] {
  return fields.filter((field) => field.options && !field.keyed).flatMap((field) => valuesOf(field, field.id, wanted))
}

function valuesOf(field: FilterField, id: string, typed: string): FilterSuggestion[] {
  const wanted = typed.trim().toLowerCase()
  const op = field.ops?.[0] ?? 'is'
  const known = (field.options ?? []).filter(
    (option) => option.label.toLowerCase().includes(wanted) || option.value.toLowerCase().includes(wanted),
  )
  const offered = known.map(
    (option): FilterSuggestion => ({
      kind: 'filter',
      label: op === 'exists' ? `${field.label}: ${option.label}` : `${field.label} is ${option.label}`,
      filter: { field: id, op: op === 'exists' ? op : 'is', values: [option.value] },
    }),
  )
  if (wanted === '' || field.options) return offered
  const others = (field.ops ?? ['is']).map(
    (each): FilterSuggestion => ({
      kind: 'filter',
      label: `${field.label} ${words[each]} "${typed.trim()}"`,
      filter: { field: id, op: each, values: [typed.trim()] },
    }),
  )
  return others.length > 0 ? others : [{ kind: 'filter', label: typed, filter: { field: id, op, values: [typed] } }]
}

const words: Record<FilterOp, string> = {
  is: 'is',
  not: 'is not',
  in: 'is one of',
  begins: 'begins with',
  contains: 'contains',
  lt: 'is less than',
  gt: 'is more than',
  exists: 'exists',
}
