import { stringify } from 'yaml'
import { writtenCell } from './csv'
import { dotenvName, dotenvValue } from './dotenv'
import type { Entry, FileFormat } from './entry'

export type Written = Pick<Entry, 'name' | 'value' | 'type' | 'description'>

/** What the import of the same format reads back; `.env` alone, for programs, changes the names. */
export function writeFile(entries: readonly Written[], format: FileFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(flatMap(entries), null, 2)}\n`
    case 'yaml':
      return stringify(flatMap(entries), { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
    case 'csv':
      return [['name', 'value', 'type', 'description'], ...entries.map(csvCells)]
        .map((cells) => `${cells.map(writtenCell).join(',')}\r\n`)
        .join('')
    case 'env':
      return entries.map(({ name, value }) => `${dotenvName(name)}=${dotenvValue(value)}\n`).join('')
  }
}

/** Names that would be one environment variable. */
export function sameInDotenv(names: readonly string[]): readonly string[] {
  const grouped = Map.groupBy(names, dotenvName)
  return [...grouped.values()].flatMap((group) => (group.length > 1 ? group : []))
}

function flatMap(entries: readonly Written[]): object {
  return Object.fromEntries(entries.map((entry) => [entry.name, plainOrSpelled(entry)]))
}

function plainOrSpelled({ value, type = 'String', description }: Written): string | object {
  if (type === 'String' && description === undefined) return value
  return { Value: value, Type: type, ...(description === undefined ? {} : { Description: description }) }
}

function csvCells({ name, value, type = 'String', description = '' }: Written): readonly string[] {
  return [name, value, type, description]
}
