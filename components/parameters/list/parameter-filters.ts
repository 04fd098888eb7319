import type { ParameterStringFilter } from '@aws-sdk/client-ssm'
import type { Filter } from '#queries/ui/filter-grammar'
import type { FilterField } from '#queries/ui/filter-suggestions'
import type { RowFilters } from '../queries'

const same = (value: string) => ({ value, label: value })
export const parameterTypes = ['String', 'StringList', 'SecureString'] as const
export const tiers = ['Standard', 'Advanced'] as const
export const dataTypes = ['text', 'aws:ec2:image', 'aws:ssm:integration'] as const

/** Every filter that DescribeParameters has, besides the path and the text. */
export const filterFields: readonly FilterField[] = [
  { id: 'type', label: 'Type', ops: ['is', 'in'], options: parameterTypes.map(same) },
  { id: 'tier', label: 'Tier', ops: ['is'], options: tiers.map(same) },
  { id: 'key', label: 'Key', ops: ['is', 'begins'] },
  { id: 'data', label: 'Data type', ops: ['is'], options: dataTypes.map(same) },
  { id: 'tag', label: 'Tag', keyed: true, ops: ['is', 'begins', 'exists'] },
]

const keys: Readonly<Record<string, string>> = { type: 'Type', tier: 'Tier', key: 'KeyId', data: 'DataType' }

export interface Asked {
  path: string
  /** With everything below the path, not only what lies right in it. */
  isRecursive: boolean
  filters: readonly Filter[]
  query: string
}

/** Filters of DescribeParameters; of several about one thing the last counts, as the API takes one. */
export function listFilters({ path, isRecursive, filters, query }: Asked): RowFilters {
  const text = query.trim()
  const all: ParameterStringFilter[] = [
    ...(path === '/' && isRecursive ? [] : [{ Key: 'Path', Option: isRecursive ? 'Recursive' : 'OneLevel', Values: [path] }]),
    ...filters.flatMap(wireFilter),
    ...(text === '' ? [] : [{ Key: 'Name', Option: 'Contains', Values: [text] }]),
  ]
  const ParameterFilters = [...new Map(all.map((filter) => [filter.Key, filter])).values()]
  return ParameterFilters.length === 0 ? {} : { ParameterFilters }
}

function wireFilter({ field, op, values }: Filter): ParameterStringFilter[] {
  const isTag = field.startsWith('tag.')
  const Key = isTag ? `tag:${field.slice(4)}` : keys[field]
  if (Key === undefined || op === 'not' || (op === 'exists' && !isTag)) return []
  if (op === 'exists') return [{ Key }]
  return [{ Key, Option: op === 'begins' ? 'BeginsWith' : 'Equals', Values: [...values] }]
}
