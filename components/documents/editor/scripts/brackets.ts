import type { ScriptLanguage } from './scripts-in'

export interface BracketProblem {
  /** In the script, from 0. */
  line: number
  message: string
}

interface Open {
  mark: string
  closing: string
  line: number
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
/** `{{ … }}` is filled in before any shell sees it. */
const reference = /^\{\{[^{}]*\}\}/

/** Brackets and quotes that do not close, or close nothing. Says nothing where a language allows what looks wrong. */
export function checkBrackets(script: string, language: ScriptLanguage): readonly BracketProblem[] {
  const problems: BracketProblem[] = []
  const open: Open[] = []
  // The ) of a case pattern closes nothing, and what a here-document holds is text.
  const isLoose = language === 'shell' && /\bcase\b|<<-?\s*['"\\]?\w/.test(script)
  let line = 0
  for (let at = 0; at < script.length; ) {
    const rest = script.slice(at, at + 512)
    const skipped = reference.exec(rest)?.[0] ?? skippedIn(rest, language, script[at - 1])
    if (skipped) {
      line += skipped.split('\n').length - 1
      at += skipped.length
      continue
    }
    const mark = quoteAt(rest, language) ?? rest[0] ?? ''
    const quoted = quoteAt(rest, language) === undefined ? undefined : endOfQuote(script, { at, mark, language })
    if (quoted !== undefined) {
      if (quoted === -1) return [...problems, { line, message: `This ${mark} is never closed.` }]
      line += script.slice(at, quoted).split('\n').length - 1
      at = quoted
      continue
    }
    if (mark === '\n') line += 1
    const closing = pairs[mark]
    if (closing !== undefined) open.push({ mark, closing, line })
    else if (Object.values(pairs).includes(mark)) {
      const last = open.at(-1)
      if (last?.closing === mark) open.pop()
      else if (!isLoose)
        return [
          ...problems,
          {
            line,
            message: `This ${mark} closes nothing${last ? `; ${last.mark} of line ${last.line + 1} of the script is open` : ''}.`,
          },
        ]
    }
    at += mark.length
  }
  const left = open.at(-1)
  return left && !isLoose ? [...problems, { line: left.line, message: `This ${left.mark} is never closed.` }] : problems
}

/** Comments, and characters that are escaped. */
function skippedIn(rest: string, language: ScriptLanguage, before: string | undefined): string | undefined {
  const escape = language === 'powershell' ? '`' : '\\'
  if (rest[0] === escape) return rest.slice(0, 2)
  if (language === 'powershell' && rest.startsWith('<#')) return rest.slice(0, rest.indexOf('#>') + 2 || rest.length)
  // In a shell $# and ${#x} are no comments.
  const begins = language === 'shell' ? before === undefined || /[\s;&|(]/.test(before) : before !== '$'
  return rest[0] === '#' && begins ? /^#[^\n]*/.exec(rest)?.[0] : undefined
}

function quoteAt(rest: string, language: ScriptLanguage): string | undefined {
  if (language === 'python' && /^("""|''')/.test(rest)) return rest.slice(0, 3)
  if (language === 'powershell' && /^@["']\r?\n/.test(rest)) return rest.slice(0, 2)
  if (rest[0] === '"' || rest[0] === "'") return rest[0]
  return undefined
}

interface Quote {
  at: number
  mark: string
  language: ScriptLanguage
}

/** After the closing quote; -1 if there is none. */
function endOfQuote(script: string, { at, mark, language }: Quote): number {
  if (mark.startsWith('@')) {
    const found = script.indexOf(`\n${mark[1]}@`, at)
    return found === -1 ? -1 : found + 3
  }
  const escapes = language === 'python' || mark !== "'"
  const escape = language === 'powershell' ? '`' : '\\'
  for (let next = at + mark.length; next < script.length; next += 1) {
    if (escapes && script[next] === escape) next += 1
    else if (script.startsWith(mark, next)) return next + mark.length
    else if (language === 'python' && mark.length === 1 && script[next] === '\n') return -1
  }
  return -1
}
