import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { lineEnd, lineStart } from '#lib/vocabulary/document-tree/lines'
import type { DocumentFormat, ParsedText, Path, Span, TreeNode } from '#lib/vocabulary/document-tree/tree'

const marker = 'zqCursorMarkqz'

/** Where a cursor stands in a text that is just being written. */
export interface Cursor {
  /** The word at the cursor, which a completion replaces. */
  word: Span
  /** A new key of the object at this path … */
  asKey: { path: Path; parsed: ParsedText } | undefined
  /** … or a value at this one. */
  asValue: { path: Path; parsed: ParsedText } | undefined
  isQuoted: boolean
}

/** Puts a word of its own at the cursor and looks where in the tree it comes out, once as a key and once as a value. */
export function cursorAt(text: string, offset: number, format: DocumentFormat): Cursor {
  const word = wordAt(text, offset)
  const before = text.slice(0, word.start)
  const after = text.slice(word.end)
  const isQuoted = /["']$/.test(before) && /^["']/.test(after)
  const isKeyAlready = /^["']?[ \t]*:/.test(after)
  const quote = format === 'JSON' && !isQuoted ? '"' : ''
  const name = quote + marker + quote
  const closing = isQuoted ? (after[0] ?? '') : ''
  const rest = after.slice(closing.length)
  const asKey = parseDocument(before + name + closing + (isKeyAlready ? '' : ': 0') + rest, format)
  const key = find(asKey.root, [], true)
  const asValue = isKeyAlready ? undefined : parseDocument(before + name + after, format)
  const value = asValue && find(asValue.root, [], false)
  return {
    word,
    isQuoted,
    asKey: key && { path: key, parsed: asKey },
    asValue: value && asValue && { path: value, parsed: asValue },
  }
}

export function wordAt(text: string, offset: number): Span {
  const from = lineStart(text, offset)
  const [head = ''] = /[\w$:.-]*$/.exec(text.slice(from, offset)) ?? []
  // A dash alone begins an item of a list.
  const start = offset - (/^-+$/.test(head) ? 0 : head.length)
  const [tail = ''] = /^[\w$.-]*/.exec(text.slice(offset, lineEnd(text, offset))) ?? []
  return { start, end: offset + tail.length }
}

function find(node: TreeNode | undefined, path: Path, isKey: boolean): Path | undefined {
  if (!node) return undefined
  if (node.kind === 'scalar') return !isKey && node.value === marker ? path : undefined
  if (node.kind === 'list') return firstOf(node.items.entries(), ([index, item]) => find(item, [...path, index], isKey))
  return firstOf(node.entries, ({ key, value }) => (isKey && key === marker ? path : find(value, [...path, key], isKey)))
}

function firstOf<T>(items: Iterable<T>, look: (item: T) => Path | undefined): Path | undefined {
  for (const item of items) {
    const found = look(item)
    if (found) return found
  }
  return undefined
}
