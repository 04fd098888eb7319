/** Places in lines of a text. */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Right after the line break, or at the end of the text. */
export function nextLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  return found === -1 ? text.length : found + 1
}

/** Of the line break, or of the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  if (found === -1) return text.length
  return text[found - 1] === '\r' ? found - 1 : found
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Blanks that the line of `offset` begins with. */
export function indentOf(text: string, offset: number): string {
  const start = lineStart(text, offset)
  return /^ */.exec(text.slice(start, start + 400))?.[0] ?? ''
}

export function indented(text: string, indent: string): string {
  return text.replace(/^(?=[^\n])/gm, indent)
}

/** Lines moved right or left, as far as they have blanks to lose. */
export function shifted(text: string, by: number): string {
  if (by >= 0) return indented(text, ' '.repeat(by))
  return text.replace(new RegExp(`^ {1,${-by}}`, 'gm'), '')
}
