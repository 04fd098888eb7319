import type { Entry, FileProblem, Reading } from './entry'

const start = /^[ \t]*(?:export[ \t]+)?([^\s=#]+)[ \t]*=[ \t]*/
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' }

/** Lines `NAME=value`: double quotes with escapes, single quotes as they are, both over several lines; `#` begins a comment. */
export function readDotenv(text: string): Reading {
  const entries: Entry[] = []
  const problems: FileProblem[] = []
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (/^\s*(#|$)/.test(line)) continue
    const [head, name = ''] = start.exec(line) ?? []
    if (head === undefined) {
      problems.push({ line: index + 1, text: 'This is no NAME=value.' })
      continue
    }
    const found = valueFrom(lines, { index, column: head.length })
    if (found === undefined) {
      problems.push({ line: index + 1, text: `The quote of ${name} does not end.` })
      break
    }
    entries.push({ name, value: found.value, line: index + 1 })
    index = found.last
  }
  return { entries, problems }
}

function valueFrom(
  lines: readonly string[],
  { index, column }: { index: number; column: number },
): { value: string; last: number } | undefined {
  const rest = (lines[index] ?? '').slice(column)
  const quote = rest[0]
  if (quote !== '"' && quote !== "'") return { value: rest.replace(/(^|\s+)#.*$/, '').trimEnd(), last: index }
  let body = rest.slice(1)
  for (let last = index; last < lines.length; last += 1) {
    const end = closing(body, quote)
    if (end >= 0) return { value: quote === '"' ? unescaped(body.slice(0, end)) : body.slice(0, end), last }
    body = `${body}\n${lines[last + 1] ?? ''}`
  }
  return undefined
}

function closing(text: string, quote: string): number {
  for (let index = 0; index < text.length; index += 1) {
    if (quote === '"' && text[index] === '\\') index += 1
    else if (text[index] === quote) return index
  }
  return -1
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_whole, sign: string) => escapes[sign] ?? sign)
}

/** Quoted wherever a shell or another reader could take it for something else. */
export function dotenvValue(value: string): string {
  if (/^[\w./:@%+,-]*$/.test(value)) return value
  const escaped = value
    .replace(/[\\"$`]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return `"${escaped}"`
}

/** `db/host` as environment variables are called: `DB_HOST`. */
export function dotenvName(name: string): string {
  const plain = name.toUpperCase().replace(/[^A-Z0-9_]/g, '_')
  return /^\d/.test(plain) ? `_${plain}` : plain
}
