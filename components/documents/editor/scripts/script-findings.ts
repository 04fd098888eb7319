import { SourceLines } from '#lib/vocabulary/document-tree/source-lines'
import type { ParsedText, ScalarNode } from '#lib/vocabulary/document-tree/tree'
import type { Finding } from '#lib/capabilities/documents/model/language/validate/finding'
import { checkBrackets } from './brackets'
import { scriptsOf } from './scripts-in'

/** What is wrong inside scripts, as far as their brackets and quotes tell. */
export function scriptFindings(parsed: ParsedText): readonly Finding[] {
  const lines = new SourceLines(parsed.text)
  return scriptsOf(parsed).flatMap(({ language, parts }) => {
    const script = parts.map(({ value }) => String(value)).join('\n')
    return checkBrackets(script, language).map(({ line, message }): Finding => {
      const start = placeOf(parsed.text, parts, line)
      const end = parsed.text.indexOf('\n', start)
      return {
        code: 'scriptBracket',
        severity: 'warning',
        message: `${words[language]}: ${message}`,
        path: '',
        start,
        length: (end === -1 ? parsed.text.length : end) - start,
        ...lines.positionOf(start),
        fixes: [],
      }
    })
  })
}

const words = { shell: 'Shell', powershell: 'PowerShell', python: 'Python' }

/** The line of the document that holds a line of the script. */
function placeOf(text: string, parts: readonly ScalarNode[], line: number): number {
  let left = line
  for (const part of parts) {
    const count = String(part.value).split('\n').length
    if (left < count || part === parts.at(-1)) return part.style === 'block' ? nthLine(text, part.start, left + 1) : part.start
    left -= count
  }
  return parts[0]?.start ?? 0
}

/** Without its indentation. `from` is on the line of the bar. */
function nthLine(text: string, from: number, count: number): number {
  let at = from
  for (let next = 0; next < count; next += 1) at = text.indexOf('\n', at) + 1 || text.length
  return at + (/^ */.exec(text.slice(at, at + 400))?.[0].length ?? 0)
}
