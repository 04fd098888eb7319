import { ApiError, validationFailed } from '#lib/vocabulary/api-error'
import type { BuiltinDocument } from './builtin'

export interface DocumentFilter {
  key: string
  values: readonly string[]
}

export const filterKeys = ['Name', 'Owner', 'PlatformTypes', 'DocumentType', 'TargetType', 'SearchKeyword'] as const
const ownerWords = /^(All|Self|Public|Private|Amazon|Quarterdeck|ThirdParty|\d{12})$/

/** Throws for keys that there are not, and for values that could never match. */
export function checkFilters(filters: readonly DocumentFilter[]): void {
  for (const { key, values } of filters) {
    const isTag = key.startsWith('tag:') && key.length > 'tag:'.length
    if (!isTag && !filterKeys.some((known) => known === key))
      throw new ApiError('InvalidFilterKey', `${key} is not a filter key: use ${filterKeys.join(', ')} or tag:NAME.`)
    if (values.length === 0 && !isTag) throw validationFailed([`The filter ${key} needs at least one value`])
    const unknownOwner = key === 'Owner' ? values.find((value) => !ownerWords.test(value)) : undefined
    if (unknownOwner !== undefined) {
      const words = 'All, Self, Public, Private, Amazon, Quarterdeck, ThirdParty or an account id'
      throw validationFailed([`${unknownOwner} is not a value of the filter Owner: use ${words}`])
    }
  }
  if (filters.filter(({ key }) => key.startsWith('tag:')).length > 1)
    throw validationFailed(['Filters: one tag key can be asked for at a time'])
}

const owners: Readonly<Record<string, (document: BuiltinDocument) => boolean>> = {
  All: () => true,
  Public: () => true,
  Amazon: (document) => document.owner === 'Amazon',
  Quarterdeck: (document) => document.owner === 'Quarterdeck',
}

/** Values of a filter are ORed, filters are ANDed. */
export function matchesFilters(document: BuiltinDocument, filters: readonly DocumentFilter[]): boolean {
  return filters.every((filter) => filter.values.some((value) => matches(document, filter.key, value)))
}

function matches(document: BuiltinDocument, key: string, value: string): boolean {
  switch (key) {
    case 'Name':
      return document.name.startsWith(value)
    case 'Owner':
      return owners[value]?.(document) ?? false
    case 'PlatformTypes':
      return document.platformTypes.some((platform) => platform === value)
    case 'DocumentType':
      return value === (document.type ?? 'Command')
    case 'TargetType':
      return value === '/' || document.targetType === value
    case 'SearchKeyword':
      return textOf(document).toLowerCase().includes(value.toLowerCase())
    default:
      return false
  }
}

function textOf({ name, displayName, content: { description } }: BuiltinDocument): string {
  return [name, displayName, ...(typeof description === 'string' ? [description] : [])].join(' ')
}
