import { SourceLines } from '#lib/vocabulary/document-tree/source-lines'

/** The line that a refusal of the server names. */
export function lineIn(message: string, text: string): { line: number; start: number; end: number } | undefined {
  const line = Number(/\bline (\d+)/i.exec(message)?.[1])
  const start = new SourceLines(text).startOf(line)
  if (!Number.isFinite(start)) return undefined
  const end = text.indexOf('\n', start)
  return { line, start, end: end === -1 ? text.length : end }
}
