import { below, type GroupedChange, looksSecret } from '../bulk-words'
import type { Entry, ParameterType } from '../formats/entry'

export interface ImportChoices {
  /** Where the names of the file go. */
  path: string
  /** What people chose for names that the file says no type of. */
  types: ReadonlyMap<string, ParameterType>
}

/** What a new parameter becomes that the file says no type of; those that are there keep theirs. */
export function typeOf(entry: Entry, { types }: ImportChoices): ParameterType {
  return types.get(entry.name) ?? entry.type ?? (looksSecret(entry.name) ? 'SecureString' : 'String')
}

export function importChanges(entries: readonly Entry[], choices: ImportChoices): readonly GroupedChange[] {
  return entries.map((entry, index) => {
    const { name, value, type, description } = entry
    const isTold = type !== undefined || choices.types.has(name)
    const change = {
      Action: 'Put' as const,
      Name: below(choices.path, name),
      Value: value,
      ...(isTold ? { Type: typeOf(entry, choices) } : { DefaultType: typeOf(entry, choices) }),
      ...(description === undefined ? {} : { Description: description }),
    }
    return { group: `${name} ${index}`, change }
  })
}
