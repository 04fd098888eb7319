/** JSON and YAML: nested maps or flat ones, whose keys may be paths. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar } from 'yaml'
import { type Entry, type FileProblem, isParameterType, type Reading } from './entry'

const mostLevels = 20

interface Found {
  entries: Entry[]
  problems: FileProblem[]
  lineOf: (node: unknown) => number
}

/** JSON is read as the YAML that it is, which knows lines and repeated keys. */
export function readStructured(text: string, format: 'json' | 'yaml'): Reading {
  const lines = new LineCounter()
  const broken = format === 'json' ? jsonProblem(text) : undefined
  if (broken) return { entries: [], problems: [broken] }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core' })
  const problems = document.errors.map(({ message, pos }) => ({ line: lines.linePos(pos[0]).line, text: message }))
  if (problems.length > 0) return { entries: [], problems }
  const root = document.contents
  if (root === null) return { entries: [], problems: [] }
  const found: Found = { entries: [], problems: [], lineOf: (node) => lines.linePos(startOf(node)).line }
  if (isMap(root)) readMap(root, '', { found, depth: 0 })
  else found.problems.push({ line: 1, text: 'The file must be a map of names to values.' })
  return found
}

function jsonProblem(text: string): FileProblem | undefined {
  try {
    if (text.trim() !== '') JSON.parse(text)
    return undefined
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : ''
    const at = /position (\d+)/.exec(message)?.[1]
    const line = at === undefined ? 1 : text.slice(0, Number(at)).split('\n').length
    // The message quotes the text around the fault, which may be a secret.
    return { line, text: 'This is no valid JSON.' }
  }
}

function startOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0
}

function readMap(
  map: { items: readonly { key: unknown; value: unknown }[] },
  path: string,
  to: { found: Found; depth: number },
): void {
  const { found, depth } = to
  for (const { key, value } of map.items) {
    const line = found.lineOf(key)
    const word = isScalar(key) ? sourceOf(key).replace(/^\/|\/$/g, '') : ''
    if (word === '' || depth > mostLevels) {
      found.problems.push({ line, text: depth > mostLevels ? 'It is nested too deeply.' : 'A key must be a name.' })
      continue
    }
    readValue(value, path === '' ? word : `${path}/${word}`, { found, depth, line })
  }
}

function readValue(value: unknown, name: string, { found, depth, line }: { found: Found; depth: number; line: number }): void {
  const add = (read: Pick<Entry, 'value' | 'type' | 'description'>) => found.entries.push({ name, line, ...read })
  if (isMap(value)) {
    const spelled = spelledOut(value)
    if (spelled === undefined) return readMap(value, name, { found, depth: depth + 1 })
    if (typeof spelled === 'string') found.problems.push({ line, text: `${name}: ${spelled}` })
    else add(spelled)
  } else if (isSeq(value)) {
    const items = value.items.map((item) => (isScalar(item) && item.value !== null ? sourceOf(item) : undefined))
    const wrong = items.some((item) => item === undefined || item === '' || item.includes(','))
    if (wrong || items.length === 0)
      found.problems.push({ line, text: `${name}: a list must have plain words without commas, at least one.` })
    else add({ value: items.join(','), type: 'StringList' })
  } else if (isScalar(value) && value.value !== null) add({ value: sourceOf(value) })
  else found.problems.push({ line, text: `${name} has no value: give it one, or leave it out.` })
}

/** `{ "Value": …, "Type": …, "Description": … }`, as the export writes what a plain value cannot say. */
function spelledOut(map: {
  items: readonly { key: unknown; value: unknown }[]
}): Pick<Entry, 'value' | 'type' | 'description'> | string | undefined {
  const members = new Map(map.items.map(({ key, value }) => [isScalar(key) ? sourceOf(key) : '', value]))
  const value = members.get('Value')
  if (!isScalar(value) || [...members.keys()].some((name) => !['Value', 'Type', 'Description'].includes(name))) return undefined
  const type = textOf(members.get('Type'))
  if (type !== undefined && !isParameterType(type)) return `there is no type ${type.slice(0, 40)}.`
  const description = textOf(members.get('Description'))
  return { value: sourceOf(value), ...(type ? { type } : {}), ...(description ? { description } : {}) }
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) && node.value !== null ? sourceOf(node) : undefined
}

/** As it is written: 1.10 stays 1.10. */
function sourceOf(scalar: Scalar): string {
  if (typeof scalar.value === 'string') return scalar.value
  return scalar.source ?? String(scalar.value)
}
