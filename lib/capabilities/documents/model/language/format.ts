import { parseDocument as parseYaml } from 'yaml'
import { printJson } from '#lib/vocabulary/document-tree/print-json'
import type { ParsedText } from '#lib/vocabulary/document-tree/tree'

/** The same document with the usual indentation; comments and order stay. Undefined where the text does not read. */
export function formatDocument(parsed: ParsedText): string | undefined {
  if (!parsed.root || parsed.problems.some(({ severity }) => severity === 'error')) return undefined
  if (parsed.format === 'JSON') return `${printJson(parsed.root)}\n`
  return parseYaml(parsed.text).toString({ lineWidth: 0 })
}
