import { columnOf, indented, lineStart, nextLine } from './lines'
import { printYamlValue } from './print-yaml'
import type { TextEdit } from './text-edit'
import type { ListNode, Span } from './tree'

/**
 * Items of a YAML list in block style. An item's region is its lines, with comments right above it; what stands between two items
 * belongs to the upper one.
 */
export interface BlockItems {
  regions: readonly Span[]
  /** Column of the dashes. */
  column: number
}

/** Undefined if an item does not begin its line, as the second dash of `- - a`. */
export function blockItemsOf(text: string, list: ListNode): BlockItems | undefined {
  const column = columnOf(text, list.start)
  const dashes: number[] = []
  let from = lineStart(text, list.start)
  for (const item of list.items) {
    const dash = dashLine(text, { from, to: Math.max(item.start, from), column })
    if (dash === undefined) return undefined
    dashes.push(dash)
    from = nextLine(text, Math.max(item.end, dash))
  }
  const starts = dashes.map((dash, index) => withComments(text, { dash, column, least: leastStart(text, list, index) }))
  const regions = starts.map((start, index) => ({ start, end: starts[index + 1] ?? endOf(text, list) }))
  return { regions, column }
}

function dashLine(text: string, { from, to, column }: { from: number; to: number; column: number }): number | undefined {
  for (let line = from; line <= to && line < text.length; line = nextLine(text, line)) {
    const at = line + column
    if (/^ *$/.test(text.slice(line, at)) && /^-(\s|$)/.test(text.slice(at, at + 2))) return line
    if (nextLine(text, line) === text.length && !text.endsWith('\n')) return undefined
  }
  return undefined
}

/** Comments may not be taken from the item before, or from the line of the key. */
function leastStart(text: string, list: ListNode, index: number): number {
  const before = list.items[index - 1]
  return before ? nextLine(text, before.end) : lineStart(text, list.start)
}

function withComments(text: string, { dash, column, least }: { dash: number; column: number; least: number }): number {
  let start = dash
  while (start > 0) {
    const above = lineStart(text, start - 1)
    const comment = /^( *)#/.exec(text.slice(above, start))
    if (!comment || (above < least && least !== dash) || (comment[1] ?? '').length < column) break
    start = above
  }
  return start
}

function endOf(text: string, list: ListNode): number {
  const last = list.items.at(-1)
  return last ? nextLine(text, Math.max(last.end - 1, list.start)) : list.end
}

export function printItem(value: unknown, column: number): string {
  return indented(printYamlValue([value]), ' '.repeat(column))
}

/** `lines` are whole lines. */
export function insertLines(text: string, offset: number, lines: string): TextEdit {
  const isOpen = offset === text.length && offset > 0 && text[offset - 1] !== '\n'
  return { start: offset, end: offset, text: isOpen ? `\n${lines.replace(/\n$/, '')}` : lines }
}

/** Of the last lines of a text without a line break at its end, the break before them goes. */
export function removeLines(text: string, region: Span): TextEdit {
  const isOpen = region.end === text.length && text[region.end - 1] !== '\n' && region.start > 0
  return { start: isOpen ? region.start - 1 : region.start, end: region.end, text: '' }
}
