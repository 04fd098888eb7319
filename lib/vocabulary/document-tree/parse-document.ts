import { parseJsonText } from './parse-json'
import { parseYamlText } from './parse-yaml'
import type { DocumentFormat, ParsedText, SyntaxProblem } from './tree'

export const maxDocumentBytes = 64 * 1024
/** Longer text is not even read. */
const maxReadLength = 4 * maxDocumentBytes

export function parseDocument(text: string, format: DocumentFormat = guessFormat(text)): ParsedText {
  const bytes = new TextEncoder().encode(text).length
  const tooLarge: SyntaxProblem = {
    code: 'tooLarge',
    severity: 'error',
    message: `The document has ${bytes} bytes; the limit is ${maxDocumentBytes}.`,
    start: 0,
    end: 0,
  }
  if (text.length > maxReadLength) return { text, format, root: undefined, problems: [tooLarge] }
  const parsed = format === 'JSON' ? parseJsonText(text) : parseYamlText(text)
  const problems = [...(bytes > maxDocumentBytes ? [tooLarge] : []), ...parsed.problems]
  if (parsed.root?.kind === 'map' || problems.some(({ severity }) => severity === 'error')) return { ...parsed, problems }
  const message = parsed.root ? `The document is not a ${format} object.` : 'The document is empty.'
  return {
    ...parsed,
    problems: [...problems, { code: 'notAnObject', severity: 'error', message, start: 0, end: Math.min(1, text.length) }],
  }
}

/** JSON documents begin with a brace; YAML ones hardly ever do. */
export function guessFormat(text: string): DocumentFormat {
  return /^\s*[{[]/.test(text) ? 'JSON' : 'YAML'
}
