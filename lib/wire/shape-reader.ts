import { ApiError, validationFailed } from './api-error'
import type { BlobNode, IntegerNode, ListNode, MapNode, ShapeNode, StructureNode, TextNode } from './shape-node'
import {
  constraintsOf,
  enumConstraint,
  maxConstraint,
  minConstraint,
  nullProblem,
  patternConstraint,
  problem,
  shownValue,
} from './shape-problem'

/**
 * Reads one JSON value by its node. A value of the wrong JSON type ends the reading with SerializationException; everything
 * else is collected and thrown as one ValidationException. Members that the node does not know are ignored, as AWS JSON
 * services do, so that a newer client can talk to an older server. Null members count as absent.
 */

const maxDepth = 64
const maxProblems = 10
/** Years 1 to 9999, so that every accepted time can be stored and printed. */
const earliest = Date.parse('0001-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59Z')
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/

/** Postgres takes neither NUL nor half a surrogate pair, as text or as JSON. */
const unstorable = /[\0\ud800-\udfff]/u

/** Where a value stands; problems are collected for the whole reading. */
interface Place {
  path: string
  depth: number
  problems: string[]
}

type JsonObject = { readonly [key: string]: unknown }

export function readShape(node: ShapeNode, value: unknown): unknown {
  const problems: string[] = []
  const result = readValue(node, value, { path: '', depth: 0, problems })
  if (problems.length > 0) throw validationFailed(problems)
  return result
}

function readValue(node: ShapeNode, value: unknown, at: Place): unknown {
  switch (node.kind) {
    case 'structure':
      return readStructure(node, value, at)
    case 'list':
      return readList(node, value, at)
    case 'map':
      return readMap(node, value, at)
    case 'text':
      return readText(node, value, at)
    case 'integer':
      return readInteger(node, value, at)
    case 'boolean':
      if (typeof value === 'boolean') return value
      throw notConvertible(value, 'a Boolean', at)
    case 'timestamp':
      return readTime(value, at)
    case 'blob':
      return readBlob(node, value, at)
    case 'document':
      return value
    default:
      return node satisfies never
  }
}

function readStructure(node: StructureNode, value: unknown, at: Place): unknown {
  if (!isJsonObject(value)) throw unexpected(value, 'structure', at)
  const result: { [name: string]: unknown } = {}
  for (const { name, required, node: inner } of node.members()) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (given !== undefined && given !== null) result[name] = readValue(inner, given, below(at, stepOf(name, at)))
    else if (required) report(at, nullProblem(at.path + stepOf(name, at)))
  }
  if (node.union && Object.keys(result).length !== 1) throw serialization('Exactly one member of a union must be set', at)
  return result
}

function stepOf(name: string, at: Place): string {
  return `${at.path === '' ? '' : '.'}${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

function readList(node: ListNode, value: unknown, at: Place): unknown {
  if (!Array.isArray(value)) throw unexpected(value, 'list', at)
  checkLength(node, { value, size: value.length }, at)
  if (node.max !== undefined && value.length > node.max) return []
  const result: unknown[] = []
  let refused = false
  for (const [index, item] of value.entries()) {
    const element = readElement(node.item, item, below(at, `.${index + 1}.member`))
    result.push(element.value)
    refused ||= element.refused
  }
  if (refused)
    report(
      at,
      problem(shownValue(value, node), at.path, `Member must satisfy constraint: [${constraintsOf(node.item).join(', ')}]`),
    )
  return result
}

function readMap(node: MapNode, value: unknown, at: Place): unknown {
  if (!isJsonObject(value)) throw unexpected(value, 'map', at)
  const entries = Object.entries(value)
  checkLength(node, { value, size: entries.length }, at)
  if (node.max !== undefined && entries.length > node.max) return {}
  const result: { [key: string]: unknown } = {}
  let refused: 'keys' | 'value' | undefined
  for (const [key, item] of entries) {
    if (key === '__proto__') throw serialization("The key '__proto__' is not allowed", at)
    const inside = below(at, `.${key.slice(0, 64)}.member`)
    const element = readElement(node.value, item, inside)
    result[key] = element.value
    if (element.refused) refused = 'value'
    if (readElement(node.key, key, inside).refused) refused = 'keys'
  }
  if (refused) {
    const constraints = constraintsOf(refused === 'keys' ? node.key : node.value).join(', ')
    report(at, problem(shownValue(value, node), at.path, `Map ${refused} must satisfy constraint: [${constraints}]`))
  }
  return result
}

/** Simple elements that break a limit are reported once, for the whole list or map, as AWS does. */
function readElement(node: ShapeNode, value: unknown, at: Place): { value: unknown; refused: boolean } {
  if (value === null || value === undefined) {
    report(at, nullProblem(at.path))
    return { value: undefined, refused: false }
  }
  if (node.kind !== 'text' && node.kind !== 'integer') return { value: readValue(node, value, at), refused: false }
  const own: Place = { ...at, problems: [] }
  return { value: readValue(node, value, own), refused: own.problems.length > 0 }
}

function readText(node: TextNode, value: unknown, at: Place): string {
  if (typeof value !== 'string') throw notConvertible(value, 'a String', at)
  if (node.printed) return storableText(value)
  if (unstorable.test(value)) throw serialization('A String must not contain NUL or half a surrogate pair', at)
  const size = characterCount(value)
  checkLength(node, { value, size }, at)
  // A pattern never meets a text that its author did not expect to be so long.
  const fits = (node.max === undefined || size <= node.max) && (node.min === undefined || size >= node.min)
  if (node.pattern && fits && !node.pattern.matches.test(value)) {
    report(at, problem(shownValue(value, node), at.path, patternConstraint(node.pattern.shown)))
  }
  if (node.oneOf && !node.oneOf.includes(value)) report(at, problem(shownValue(value, node), at.path, enumConstraint(node.oneOf)))
  return value
}

/** NUL becomes SUB, half a surrogate pair U+FFFD: both keep the number of UTF-8 bytes, so that offsets stay true. */
export function storableText(text: string): string {
  if (!unstorable.test(text)) return text
  return text.replaceAll('\0', '\x1a').replace(/[\ud800-\udfff]/gu, '\ufffd')
}

function readInteger(node: IntegerNode, value: unknown, at: Place): number {
  const bound = node.long ? Number.MAX_SAFE_INTEGER : 2_147_483_647
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > bound) {
    throw notConvertible(value, node.long ? 'a Long' : 'an Integer', at)
  }
  checkRange(node, { value, size: value, what: 'value' }, at)
  return value
}

function checkLength(
  node: TextNode | ListNode | MapNode | BlobNode,
  measured: { value: unknown; size: number },
  at: Place,
): void {
  checkRange(node, { ...measured, what: 'length' }, at)
}

interface Measured {
  value: unknown
  size: number
  what: 'length' | 'value'
}

function checkRange(
  node: TextNode | ListNode | MapNode | BlobNode | IntegerNode,
  { value, size, what }: Measured,
  at: Place,
): void {
  if (node.max !== undefined && size > node.max)
    report(at, problem(shownValue(value, node), at.path, maxConstraint(what, node.max)))
  if (node.min !== undefined && size < node.min)
    report(at, problem(shownValue(value, node), at.path, minConstraint(what, node.min)))
}

/** Characters, not UTF-16 units, as AWS counts. */
export function characterCount(text: string): number {
  let count = text.length
  for (const _pair of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) count -= 1
  return count
}

function readTime(value: unknown, at: Place): Date {
  const milliseconds = millisecondsOf(value)
  if (!(milliseconds >= earliest && milliseconds <= latest)) throw notConvertible(value, 'a Timestamp', at)
  return new Date(milliseconds)
}

function millisecondsOf(value: unknown): number {
  if (typeof value === 'number') return Math.round(value * 1000)
  return typeof value === 'string' && isoTime.test(value) ? Date.parse(value) : Number.NaN
}

function readBlob(node: BlobNode, value: unknown, at: Place): Uint8Array {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0)
    throw notConvertible(value, 'a Blob', at)
  const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
  checkLength(node, { value: '', size: bytes.length }, at)
  return bytes
}

function below(at: Place, step: string): Place {
  if (at.depth >= maxDepth) throw serialization('The document is nested too deeply', at)
  return { path: at.path + step, depth: at.depth + 1, problems: at.problems }
}

function report(at: Place, sentence: string): void {
  if (at.problems.length < maxProblems) at.problems.push(sentence)
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const tokens: { readonly [type: string]: string } = { string: 'STRING_VALUE', number: 'NUMBER_VALUE', boolean: 'BOOLEAN_VALUE' }

function notConvertible(value: unknown, wanted: string, at: Place): ApiError {
  if (Array.isArray(value)) return serialization('Start of list found where not expected', at)
  if (isJsonObject(value)) return serialization('Start of structure or map found where not expected', at)
  return serialization(`${tokens[typeof value] ?? 'NULL_VALUE'} can not be converted to ${wanted}`, at)
}

function unexpected(value: unknown, wanted: 'structure' | 'list' | 'map', at: Place): ApiError {
  if (wanted !== 'list' && Array.isArray(value)) return serialization('Start of list found where not expected', at)
  if (wanted === 'list' && isJsonObject(value)) return serialization('Start of structure or map found where not expected', at)
  return serialization(`Expected ${wanted} or null`, at)
}

function serialization(message: string, at: Place): ApiError {
  return new ApiError('SerializationException', at.path === '' ? message : `${message} (at '${at.path.slice(0, 256)}')`)
}
