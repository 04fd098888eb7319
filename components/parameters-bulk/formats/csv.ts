import { type Entry, type FileProblem, isParameterType, type Reading } from './entry'

interface Line {
  cells: readonly string[]
  line: number
}

/** RFC 4180, with a header that has at least name and value; separated by comma, semicolon or tab. */
export function readCsv(text: string): Reading {
  const [header, ...rows] = linesOf(text.replace(/^\ufeff/, ''))
  if (!header) return { entries: [], problems: [] }
  if (typeof header === 'string') return { entries: [], problems: [{ line: 1, text: header }] }
  const titles = header.cells.map((title) => title.trim().toLowerCase())
  const at = (title: string) => titles.indexOf(title)
  if (at('name') < 0 || at('value') < 0) {
    return {
      entries: [],
      problems: [
        { line: 1, text: 'The first line must name the columns: name and value, and where you like type and description.' },
      ],
    }
  }
  const entries: Entry[] = []
  const problems: FileProblem[] = []
  for (const row of rows) {
    if (typeof row === 'string') {
      problems.push({ line: 0, text: row })
      continue
    }
    const cell = (title: string) => plainCell(row.cells[at(title)] ?? '')
    const type = cell('type').trim()
    if (type !== '' && !isParameterType(type)) problems.push({ line: row.line, text: `There is no type ${type.slice(0, 40)}.` })
    else {
      const description = cell('description')
      entries.push({
        name: cell('name').trim(),
        value: cell('value'),
        line: row.line,
        ...(isParameterType(type) ? { type } : {}),
        ...(description === '' ? {} : { description }),
      })
    }
  }
  return { entries, problems }
}

/** Each line, or why the text ends too early. */
function linesOf(text: string): readonly (Line | string)[] {
  const separator = separatorOf(text)
  const found: (Line | string)[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let begun = 1
  let quoted = false
  const endCell = () => {
    cells.push(cell)
    cell = ''
  }
  const endLine = () => {
    endCell()
    if (cells.some((one) => one !== '')) found.push({ cells, line: begun })
    cells = []
    begun = line
  }
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? ''
    if (sign === '\n') line += 1
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[index + 1] === '"') {
        cell += '"'
        index += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === separator) endCell()
    else if (sign === '\n') endLine()
    else if (sign !== '\r' || text[index + 1] !== '\n') cell += sign
  }
  if (quoted) found.push(`The quote that begins in line ${begun} does not end.`)
  else endLine()
  return found
}

function separatorOf(text: string): string {
  const [first = ''] = text.split('\n')
  return [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ','
}

/** Signs that make a spreadsheet run a cell. An apostrophe before them, or before other apostrophes and them, is ours. */
const formula = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/
const plainNumber = /^[+-]?\d+(\.\d+)?$/

function plainCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

export function writtenCell(value: string): string {
  const safe = formula.test(value) && !plainNumber.test(value) ? `'${value}` : value
  return /["\r\n\t,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
