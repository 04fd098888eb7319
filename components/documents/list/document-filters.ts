import type { DocumentKeyValuesFilter } from '@aws-sdk/client-ssm'
import type { Filter } from '#queries/ui/filter-grammar'
import type { FilterField } from '#queries/ui/filter-suggestions'
import { builtinOwners } from '../document-words'

export const ownerTabs = [
  { id: 'mine', label: 'Mine', owners: ['Self'] },
  { id: 'shared', label: 'Shared', owners: ['Private'] },
  { id: 'built-in', label: 'Built-in', owners: builtinOwners },
  { id: 'favourites', label: 'Favourites', owners: [] },
  { id: 'all', label: 'All', owners: [] },
] as const

export type OwnerTab = (typeof ownerTabs)[number]['id']

export const documentTypes = [
  'Command',
  'Automation',
  'Session',
  'Policy',
  'Package',
  'ChangeCalendar',
  'Automation.ChangeTemplate',
  'ApplicationConfiguration',
  'ApplicationConfigurationSchema',
  'DeploymentStrategy',
  'CloudFormation',
  'ConformancePackTemplate',
  'ProblemAnalysis',
  'ProblemAnalysisTemplate',
  'QuickSetup',
  'ManualApprovalPolicy',
  'AutoApprovalPolicy',
] as const

const same = (value: string) => ({ value, label: value })

/** Every filter that ListDocuments has. */
export function filterFields(tagKeys: readonly string[]): readonly FilterField[] {
  return [
    { id: 'type', label: 'Type', ops: ['is'], options: documentTypes.map(same) },
    { id: 'platform', label: 'Platform', ops: ['is'], options: ['Linux', 'MacOS', 'Windows'].map(same) },
    { id: 'name', label: 'Name', ops: ['begins'] },
    { id: 'target', label: 'Target type', ops: ['is'] },
    { id: 'account', label: 'Owner account', ops: ['is'] },
    { id: 'tag', label: 'Tag', keyed: true, keys: tagKeys, ops: ['is', 'exists'] },
  ]
}

const keys: Readonly<Record<string, string>> = {
  type: 'DocumentType',
  platform: 'PlatformTypes',
  name: 'Name',
  target: 'TargetType',
  account: 'Owner',
}

export function ownerTabOf(filters: readonly Filter[]): OwnerTab {
  const asked = filters.find(({ field }) => field === 'owner')?.values[0]
  return ownerTabs.find(({ id }) => id === asked)?.id ?? 'all'
}

/** The filters that the box shows: whose documents is said by the tabs. */
export function besidesOwner(filters: readonly Filter[]): Filter[] {
  return filters.filter(({ field }) => field !== 'owner')
}

export function withOwner(filters: readonly Filter[], tab: OwnerTab): Filter[] {
  const others = besidesOwner(filters)
  return tab === 'all' ? others : [{ field: 'owner', op: 'is', values: [tab] }, ...others]
}

/** Filters of ListDocuments, and of ListFavouriteDocuments; what they do not know is left out. */
export function documentFilters(filters: readonly Filter[], keyword: string): { Filters?: DocumentKeyValuesFilter[] } {
  const owners = ownerTabs.find(({ id }) => id === ownerTabOf(filters))?.owners ?? []
  const asked = [
    ...(owners.length > 0 ? [{ Key: 'Owner', Values: [...owners] }] : []),
    ...besidesOwner(filters).flatMap(wireFilter),
    ...(keyword.trim() === '' ? [] : [{ Key: 'SearchKeyword', Values: [keyword.trim()] }]),
  ]
  return asked.length === 0 ? {} : { Filters: asked }
}

function wireFilter({ field, op, values }: Filter): DocumentKeyValuesFilter[] {
  if (field.startsWith('tag.')) return [{ Key: `tag:${field.slice(4)}`, Values: op === 'exists' ? [] : [...values] }]
  const Key = keys[field]
  return Key === undefined || op === 'not' ? [] : [{ Key, Values: [...values] }]
}
