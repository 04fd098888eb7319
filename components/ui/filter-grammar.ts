/** One condition of a list, as in the URL: `f=status:is:Online`, `f=tag.env:in:prod,stage`. */
export interface Filter {
  field: string
  op: FilterOp
  values: readonly string[]
}

export type FilterOp = 'is' | 'not' | 'in' | 'begins' | 'contains' | 'lt' | 'gt' | 'exists'

export const opWords: Record<FilterOp, string> = {
  is: 'is',
  not: 'is not',
  in: 'is one of',
  begins: 'begins with',
  contains: 'contains',
  lt: 'is less than',
  gt: 'is more than',
  exists: 'exists',
}

/** Undefined for text that is no filter, so that a broken link still opens the list. */
export function parseFilter(text: string): Filter | undefined {
  const [field, op, ...rest] = text.split(':')
  if (!field || !isOp(op)) return undefined
  const joined = rest.join(':')
  const values = joined === '' ? [] : joined.split(',').map(decode)
  return op === 'exists' || values.length > 0 ? { field: decode(field), op, values } : undefined
}

export function formatFilter({ field, op, values }: Filter): string {
  const list = values.map(encode).join(',')
  return list === '' ? `${encode(field)}:${op}` : `${encode(field)}:${op}:${list}`
}

export function parseFilters(texts: readonly string[]): Filter[] {
  return texts.flatMap((text) => parseFilter(text) ?? [])
}

/** What a person typed in the filter box: `status:Online`, `tag.env=prod`, `name:web*`. */
export function readTyped(text: string, known: (field: string) => boolean): Filter | undefined {
  const strict = parseFilter(text)
  if (strict && known(strict.field)) return strict
  const match = /^\s*([\w.-]+)\s*(!?[:=])\s*(.+?)\s*$/.exec(text)
  if (!match?.[1] || !match[3] || !known(match[1])) return undefined
  const values = match[3].split(',').map((value) => value.trim())
  const [first = ''] = values
  if (match[2]?.startsWith('!')) return { field: match[1], op: 'not', values }
  if (values.length === 1 && first.length > 1 && first.endsWith('*'))
    return { field: match[1], op: 'begins', values: [first.slice(0, -1)] }
  return { field: match[1], op: values.length > 1 ? 'in' : 'is', values }
}

function isOp(text: string | undefined): text is FilterOp {
  return text !== undefined && Object.hasOwn(opWords, text)
}

function encode(text: string): string {
  return text.replace(/[%,:\n]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Only rows like this cell: what the list was filtered to by the same field before is replaced. */
export function filteredTo(filters: readonly Filter[], cell: Filter): Filter[] {
  return [...filters.filter(({ field, op }) => field !== cell.field || (op !== 'is' && op !== 'in' && op !== 'exists')), cell]
}

/** Without rows like this cell, besides what is left out already. */
export function filteredOut(filters: readonly Filter[], cell: Filter): Filter[] {
  const out = opposite(cell)
  return filters.some((filter) => formatFilter(filter) === formatFilter(out)) ? [...filters] : [...filters, out]
}

function opposite({ field, op, values }: Filter): Filter {
  if (op === 'exists') return { field, op, values: values[0] === 'false' ? ['true'] : ['false'] }
  return { field, op: 'not', values }
}

/** "Status is Online", for a menu. */
export function filterWords({ op, values }: Filter, label: string): string {
  if (op === 'exists') return values[0] === 'false' ? `no ${label}` : `any ${label}`
  return `${label} ${opWords[op]} ${values.join(', ')}`
}
