import { indentOf, indented } from './lines'
import { printFlow } from './print-flow'
import type { TextEdit } from './text-edit'
import type { ParsedText, Span } from './tree'

/** Parts of a flow collection, `[…]` or `{…}`, of either format; parts are items, or entries from key to value. */
export interface FlowParts {
  collection: Span
  parts: readonly Span[]
}

export function insertPart(
  parsed: ParsedText,
  { collection, parts }: FlowParts,
  { index, part }: { index: number; part: string },
): TextEdit {
  const { text } = parsed
  const [before, after] = [parts[index - 1], parts[index]]
  const first = parts[0]
  if (!first) return fillEmpty(parsed, collection, part)
  const isLines = text.slice(collection.start, first.start).includes('\n')
  const indent = isLines ? indentOf(text, first.start) : ''
  const separator = isLines ? `\n${indent}` : ' '
  const shown = isLines ? indented(part, indent).trimStart() : part
  if (before) return { start: before.end, end: before.end, text: `,${separator}${shown}` }
  const start = after?.start ?? first.start
  return { start, end: start, text: `${shown},${separator}` }
}

function fillEmpty({ text, format }: ParsedText, { start, end }: Span, part: string): TextEdit {
  if (format === 'YAML' || !text.includes('\n')) return { start: start + 1, end: end - 1, text: part }
  const indent = indentOf(text, start)
  return { start: start + 1, end: end - 1, text: `\n${indented(part, `${indent}  `)}\n${indent}` }
}

export function removePart({ collection, parts }: FlowParts, index: number): TextEdit {
  const [before, removed, after] = [parts[index - 1], parts[index], parts[index + 1]]
  if (!removed) throw new RangeError('There is no such part.')
  if (after) return { start: removed.start, end: after.start, text: '' }
  if (before) return { start: before.end, end: removed.end, text: '' }
  return { start: collection.start + 1, end: collection.end - 1, text: '' }
}

/** JSON that has lines gets lines; all else stays on one. */
export function printPart(value: unknown, { text, format }: ParsedText): string {
  if (format === 'JSON' && text.includes('\n')) return JSON.stringify(value ?? null, null, 2)
  return printFlow(value, format)
}
