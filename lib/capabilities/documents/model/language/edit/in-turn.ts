import type { Edits } from '#lib/vocabulary/document-tree/edit-tree'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { applyEdits } from '#lib/vocabulary/document-tree/text-edit'
import type { ParsedText } from '#lib/vocabulary/document-tree/tree'

export type DocumentChange = (parsed: ParsedText) => Edits | undefined

/** Changes one after the other, each of the text that the one before left, as one edit. Undefined if one of them cannot be done. */
export function inTurn(parsed: ParsedText, changes: readonly DocumentChange[]): Edits | undefined {
  let { text } = parsed
  for (const change of changes) {
    const edits = change(text === parsed.text ? parsed : parseDocument(text, parsed.format))
    if (!edits) return undefined
    text = applyEdits(text, edits)
  }
  return difference(parsed.text, text)
}

/** From the first to the last character that differs, as one edit. */
export function difference(before: string, after: string): Edits {
  if (before === after) return []
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let same = 0
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1
  return [{ start, end: before.length - same, text: after.slice(start, after.length - same) }]
}
