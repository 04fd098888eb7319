import { blockItemsOf, insertLines, printItem, removeLines } from './edit-block-list'
import { insertPart, printPart, removePart } from './edit-flow'
import { columnOf, indented, indentOf, lineEnd, lineStart, nextLine } from './lines'
import { printFlow } from './print-flow'
import { printYamlScalar, printYamlValue } from './print-yaml'
import type { TextEdit } from './text-edit'
import {
  type Entry,
  entryOf,
  type ListNode,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  toValue,
  type TreeNode,
} from './tree'

/*
 * Edits of the tree as the smallest edits of its text: what they do not touch, comments and order too, stays byte for byte.
 */
export type Edits = readonly TextEdit[]

export function insertItem(parsed: ParsedText, list: ListNode, { index, value }: { index: number; value: unknown }): Edits {
  if (list.style === 'flow') return insertFlowItem(parsed, list, { index, value })
  const items = blockItemsOf(parsed.text, list)
  if (!items) return [replaced(parsed, list, asList(list).toSpliced(index, 0, value))]
  const offset = items.regions[index]?.start ?? items.regions.at(-1)?.end ?? list.end
  return [insertLines(parsed.text, offset, printItem(value, items.column))]
}

/** An empty list of a YAML text in blocks becomes one in blocks. */
function insertFlowItem(parsed: ParsedText, list: ListNode, { index, value }: { index: number; value: unknown }): Edits {
  const { text, format } = parsed
  const isInBlock =
    format === 'YAML' && list.items.length === 0 && /: *$/.test(text.slice(lineStart(text, list.start), list.start))
  if (isInBlock && isBlockLine(text, list.start)) return [replaced(parsed, list, [value])]
  return [insertPart(parsed, { collection: list, parts: list.items }, { index, part: printPart(value, parsed) })]
}

function isBlockLine(text: string, offset: number): boolean {
  return !/[[{]/.test(text.slice(lineStart(text, offset), offset).replace(/'[^']*'|"[^"]*"/g, ''))
}

export function removeItem(parsed: ParsedText, list: ListNode, index: number): Edits {
  if (list.style === 'flow') return [removePart({ collection: list, parts: list.items }, index)]
  const region = list.items.length > 1 ? blockItemsOf(parsed.text, list)?.regions[index] : undefined
  return region ? [removeLines(parsed.text, region)] : [replaced(parsed, list, asList(list).toSpliced(index, 1))]
}

function asList(list: ListNode): readonly unknown[] {
  return list.items.map(toValue)
}

/** Sets a member, at the end if it is new. */
export function setMember(parsed: ParsedText, map: MapNode, { key, value }: { key: string; value: unknown }): Edits {
  const entry = entryOf(map, key)
  if (entry) return [replaced(parsed, entry.value, value)]
  const last = map.entries.at(-1)
  if (map.style === 'flow' || !last) return [addFlowMember(parsed, map, { key, value })]
  const { text } = parsed
  const column = columnOf(text, map.start)
  const end = endOfBlock(text, last)
  const lines = indented(printYamlValue({ [key]: value }), ' '.repeat(column))
  return [insertLines(text, end, lines)]
}

function addFlowMember(parsed: ParsedText, map: MapNode, { key, value }: { key: string; value: unknown }): TextEdit {
  const isEmptyBlock =
    map.entries.length === 0 &&
    parsed.format === 'YAML' &&
    isBlockLine(parsed.text, map.start) &&
    parsed.text.slice(0, map.start).endsWith(' ')
  if (isEmptyBlock) return replaced(parsed, map, { [key]: value })
  const name = parsed.format === 'JSON' ? JSON.stringify(key) : printYamlScalar(key)
  return insertPart(
    parsed,
    { collection: map, parts: spansOf(map) },
    { index: map.entries.length, part: `${name}: ${printPart(value, parsed)}` },
  )
}

function spansOf(map: MapNode): readonly { start: number; end: number }[] {
  return map.entries.map(({ keySpan, value }) => ({ start: keySpan.start, end: Math.max(keySpan.end, value.end) }))
}

/** After the line on which the entry's value ends. */
function endOfBlock(text: string, { keySpan, value }: Entry): number {
  return nextLine(text, Math.max(keySpan.end, value.end - 1))
}

export function removeMember(parsed: ParsedText, map: MapNode, key: string): Edits {
  const index = map.entries.findLastIndex((entry) => entry.key === key)
  const [entry, after] = [map.entries[index], map.entries[index + 1]]
  if (!entry) return []
  if (map.style === 'flow') return [removePart({ collection: map, parts: spansOf(map) }, index)]
  if (map.entries.length === 1) return [replaced(parsed, map, {})]
  const { text } = parsed
  const start = lineStart(text, entry.keySpan.start)
  const isFirst = /\S/.test(text.slice(start, entry.keySpan.start))
  if (isFirst && after) return [{ start: entry.keySpan.start, end: after.keySpan.start, text: '' }]
  return [removeLines(text, { start, end: endOfBlock(text, entry) })]
}

/** The value in place of the node, in its style as far as that can hold it. */
export function replaced(parsed: ParsedText, node: TreeNode, value: unknown): TextEdit {
  const isScalar = typeof value !== 'object' || value === null
  if (node.kind === 'scalar' && isScalar && isOneLine(value)) return replacedScalar(parsed, node, value)
  if (parsed.format === 'JSON') {
    const printed = parsed.text.includes('\n') ? JSON.stringify(value ?? null, null, 2) : printFlow(value, 'JSON')
    return { start: node.start, end: node.end, text: indented(printed, indentOf(parsed.text, node.start)).trimStart() }
  }
  return replacedInYaml(parsed, node, value)
}

function isOneLine(value: unknown): boolean {
  return typeof value !== 'string' || !value.includes('\n')
}

function replacedScalar({ text, format }: ParsedText, node: ScalarNode, value: unknown): TextEdit {
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  const { start, end } = node
  if (format === 'JSON') return { start, end, text: (start === end ? ' ' : '') + JSON.stringify(scalar) }
  const quote = typeof scalar === 'string' && node.style === 'quoted' ? text[start] : undefined
  const printed =
    quote === "'" && !/[^ -~]/.test(String(scalar)) ? `'${String(scalar).replaceAll("'", "''")}'` : quotedOr(quote, scalar)
  return { start, end, text: start === end && !/\s/.test(text[start - 1] ?? ' ') ? ` ${printed}` : printed }
}

function quotedOr(quote: string | undefined, scalar: string | number | boolean | null): string {
  return quote === undefined ? printYamlScalar(scalar) : JSON.stringify(scalar)
}

/** A list, an object or lines of text, below the key or the dash that it belongs to. */
function replacedInYaml({ text }: ParsedText, node: TreeNode, value: unknown): TextEdit {
  const owner = ownerOf(text, node)
  if (!owner) return { start: node.start, end: node.end, text: printFlow(value, 'YAML') }
  const end = node.start === node.end ? owner.after : endOfNode(text, node)
  if (isEmpty(value)) return { start: owner.after, end, text: ` ${printFlow(value, 'YAML')}` }
  const printed = printYamlValue(owner.kind === 'dash' ? [value] : { k: value })
  const body = indented(printed, ' '.repeat(owner.column)).slice(owner.column + (owner.kind === 'dash' ? 1 : 2))
  return { start: owner.after, end, text: body.replace(/\n$/, '') }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** Without what follows on the last line, such as a comment. */
function endOfNode(text: string, node: TreeNode): number {
  return node.kind === 'scalar' && node.style === 'block'
    ? Math.min(lineEnd(text, Math.max(node.end - 1, node.start)), text.length)
    : node.end
}

interface Owner {
  kind: 'dash' | 'key'
  column: number
  /** Right after the dash or the colon. */
  after: number
}

/** Undefined inside flow collections, and where an anchor or a comment stands between. */
function ownerOf(text: string, node: TreeNode): Owner | undefined {
  const before = text.slice(0, node.start)
  const [gap = ''] = /\s*$/.exec(before) ?? []
  const at = node.start - gap.length - 1
  const start = lineStart(text, at)
  const line = text.slice(start, at + 1)
  if (!isBlockLine(text, at)) return undefined
  const lead = /^( *)((?:- +)*)/.exec(line)
  const column = (lead?.[1] ?? '').length + (lead?.[2] ?? '').length
  if (line.endsWith(':')) return { kind: 'key', column, after: at + 1 }
  return /^ *(- +)*-$/.test(line) ? { kind: 'dash', column: line.length - 1, after: at + 1 } : undefined
}
