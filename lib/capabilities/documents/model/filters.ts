import { ApiError } from '#lib/vocabulary/api-error'
import type { BuiltinDocument } from './builtin'

export interface DocumentFilter {
  key: string
  values: readonly string[]
}

const owners: Readonly<Record<string, (document: BuiltinDocument) => boolean>> = {
  All: () => true,
  Public: () => true,
  Amazon: (document) => document.owner === 'Amazon',
  Quarterdeck: (document) => document.owner === 'Quarterdeck',
  Self: () => false,
  Private: () => false,
  ThirdParty: () => false,
}

/** Values of a filter are ORed, filters are ANDed. */
export function matchesFilters(document: BuiltinDocument, filters: readonly DocumentFilter[]): boolean {
  // Keys are judged also where nothing is compared with a value.
  for (const { key } of filters) matches(document, key, '')
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
      return value === 'Command'
    case 'TargetType':
      return value === '/' || document.targetType === value
    case 'SearchKeyword':
      return `${document.name} ${document.displayName}`.toLowerCase().includes(value.toLowerCase())
    default:
      if (key.startsWith('tag:')) return false
      throw new ApiError(
        'InvalidFilterKey',
        `${key} is not a filter key: use Name, Owner, PlatformTypes, DocumentType, TargetType, SearchKeyword or tag:NAME.`,
      )
  }
}
