import type { Span } from './tree'

/** Replace what is between start and end. */
export interface TextEdit extends Span {
  text: string
}

/** The edits are of one text and do not overlap; two at one place apply in their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let done = 0
  for (const edit of inOrder(edits)) {
    if (edit.start < done || edit.end > text.length || edit.end < edit.start)
      throw new RangeError('The edits overlap or leave the text.')
    result += text.slice(done, edit.start) + edit.text
    done = edit.end
  }
  return result + text.slice(done)
}

/** What takes the edited text back to `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0
  return inOrder(edits).map((edit) => {
    const start = edit.start + shift
    shift += edit.text.length - (edit.end - edit.start)
    return { start, end: start + edit.text.length, text: text.slice(edit.start, edit.end) }
  })
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((one, other) => one.start - other.start || one.end - other.end)
}
