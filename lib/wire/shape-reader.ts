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

interface Reading {
  problems: string[]
  depth: number
}

type JsonObject = { readonly [key: string]: unknown }

export function readShape(node: ShapeNode, value: unknown): unknown {
  const reading: Reading = { problems: [], depth: 0 }
  const result = readValue(node, value, '', reading)
  if (reading.problems.length > 0) throw validationFailed(reading.problems)
  return result
}

function readValue(node: ShapeNode, value: unknown, path: string, reading: Reading): unknown {
  switch (node.kind) {
    case 'structure':
    case 'list':
    case 'map':
      return readNested(node, value, path, reading)
    case 'text':
      return readText(node, value, path, reading)
    case 'integer':
      return readInteger(node, value, path, reading)
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value
      throw notConvertible(value, 'a Double', path)
    case 'boolean':
      if (typeof value === 'boolean') return value
      throw notConvertible(value, 'a Boolean', path)
    case 'timestamp':
      return readTime(value, path)
    case 'blob':
      return readBlob(node, value, path, reading)
    case 'document':
      return value
    default:
      return node satisfies never
  }
}

function readNested(node: StructureNode | ListNode | MapNode, value: unknown, path: string, reading: Reading): unknown {
  if (reading.depth >= maxDepth) throw serialization('The document is nested too deeply', path)
  reading.depth += 1
  try {
    if (node.kind === 'structure') return readStructure(node, value, path, reading)
    if (node.kind === 'list') return readList(node, value, path, reading)
    return readMap(node, value, path, reading)
  } finally {
    reading.depth -= 1
  }
}

function readStructure(node: StructureNode, value: unknown, path: string, reading: Reading): unknown {
  if (!isJsonObject(value)) throw unexpected(value, 'structure', path)
  const result: { [name: string]: unknown } = {}
  for (const member of node.members()) {
    const at = `${path === '' ? '' : `${path}.`}${member.name.charAt(0).toLowerCase()}${member.name.slice(1)}`
    const given = Object.hasOwn(value, member.name) ? value[member.name] : undefined
    if (given !== undefined && given !== null) result[member.name] = readValue(member.node, given, at, reading)
    else if (member.required) report(reading, nullProblem(at))
  }
  if (node.union && Object.keys(result).length !== 1) throw serialization('Exactly one member of a union must be set', path)
  return result
}

function readList(node: ListNode, value: unknown, path: string, reading: Reading): unknown {
  if (!Array.isArray(value)) throw unexpected(value, 'list', path)
  checkLength(node, value.length, value, path, reading)
  if (node.max !== undefined && value.length > node.max) return []
  const result: unknown[] = []
  let refused = false
  for (const [index, item] of value.entries()) {
    const at = `${path}.${index + 1}.member`
    if (item === null || item === undefined) report(reading, nullProblem(at))
    else result.push(readElement(node.item, item, at, reading, () => (refused = true)))
  }
  if (refused)
    report(
      reading,
      problem(shownValue(value, node), path, `Member must satisfy constraint: [${constraintsOf(node.item).join(', ')}]`),
    )
  return result
}

function readMap(node: MapNode, value: unknown, path: string, reading: Reading): unknown {
  if (!isJsonObject(value)) throw unexpected(value, 'map', path)
  const entries = Object.entries(value)
  checkLength(node, entries.length, value, path, reading)
  if (node.max !== undefined && entries.length > node.max) return {}
  const result: { [key: string]: unknown } = {}
  let refused: 'keys' | 'value' | undefined
  for (const [key, item] of entries) {
    const at = `${path}.${key.slice(0, 64)}.member`
    if (key === '__proto__') throw serialization("The key '__proto__' is not allowed", path)
    readElement(node.key, key, at, reading, () => (refused = 'keys'))
    if (item === null || item === undefined) report(reading, nullProblem(at))
    else result[key] = readElement(node.value, item, at, reading, () => (refused = 'value'))
  }
  if (refused) {
    const constraints = constraintsOf(refused === 'keys' ? node.key : node.value).join(', ')
    report(reading, problem(shownValue(value, node), path, `Map ${refused} must satisfy constraint: [${constraints}]`))
  }
  return result
}

/** Simple elements that break a limit are reported once, for the whole list or map, as AWS does. */
function readElement(node: ShapeNode, value: unknown, path: string, reading: Reading, refuse: () => void): unknown {
  if (node.kind !== 'text' && node.kind !== 'integer') return readValue(node, value, path, reading)
  const own: Reading = { problems: [], depth: 0 }
  const result = readValue(node, value, path, own)
  if (own.problems.length > 0) refuse()
  return result
}

function readText(node: TextNode, value: unknown, path: string, reading: Reading): string {
  if (typeof value !== 'string') throw notConvertible(value, 'a String', path)
  if (node.printed) return storableText(value)
  if (unstorable.test(value)) throw serialization('A String must not contain NUL or half a surrogate pair', path)
  const length = lengthOf(value)
  checkLength(node, length, value, path, reading)
  const fits = (node.max === undefined || length <= node.max) && !(node.min !== undefined && length < node.min)
  if (node.pattern && fits && !node.pattern.matches.test(value)) {
    report(reading, problem(shownValue(value, node), path, patternConstraint(node.pattern.shown)))
  }
  if (node.oneOf && !node.oneOf.includes(value))
    report(reading, problem(shownValue(value, node), path, enumConstraint(node.oneOf)))
  return value
}

/** NUL becomes SUB, half a surrogate pair U+FFFD: both keep the number of UTF-8 bytes, so that offsets stay true. */
export function storableText(text: string): string {
  if (!unstorable.test(text)) return text
  return text.replaceAll('\0', '\x1a').replace(/[\ud800-\udfff]/gu, '\ufffd')
}

function readInteger(node: IntegerNode, value: unknown, path: string, reading: Reading): number {
  const bound = node.long ? Number.MAX_SAFE_INTEGER : 2_147_483_647
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > bound) {
    throw notConvertible(value, node.long ? 'a Long' : 'an Integer', path)
  }
  checkRange(node, value, 'value', value, path, reading)
  return value
}

function checkLength(
  node: TextNode | ListNode | MapNode | BlobNode,
  length: number,
  value: unknown,
  path: string,
  reading: Reading,
): void {
  checkRange(node, length, 'length', value, path, reading)
}

function checkRange(
  node: TextNode | ListNode | MapNode | BlobNode | IntegerNode,
  size: number,
  what: 'length' | 'value',
  value: unknown,
  path: string,
  reading: Reading,
): void {
  if (node.max !== undefined && size > node.max)
    report(reading, problem(shownValue(value, node), path, maxConstraint(what, node.max)))
  if (node.min !== undefined && size < node.min)
    report(reading, problem(shownValue(value, node), path, minConstraint(what, node.min)))
}

/** Characters, not UTF-16 units, as AWS counts. */
function lengthOf(text: string): number {
  let count = text.length
  for (const _pair of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) count -= 1
  return count
}

function readTime(value: unknown, path: string): Date {
  const milliseconds =
    typeof value === 'number'
      ? Math.round(value * 1000)
      : typeof value === 'string' && isoTime.test(value)
        ? Date.parse(value)
        : NaN
  if (!(milliseconds >= earliest && milliseconds <= latest)) throw notConvertible(value, 'a Timestamp', path)
  return new Date(milliseconds)
}

function readBlob(node: BlobNode, value: unknown, path: string, reading: Reading): Uint8Array {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0)
    throw notConvertible(value, 'a Blob', path)
  const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0))
  checkLength(node, bytes.length, '', path, reading)
  return bytes
}

function report(reading: Reading, sentence: string): void {
  if (reading.problems.length < maxProblems) reading.problems.push(sentence)
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const tokens: { readonly [type: string]: string } = { string: 'STRING_VALUE', number: 'NUMBER_VALUE', boolean: 'BOOLEAN_VALUE' }

function notConvertible(value: unknown, wanted: string, path: string): ApiError {
  if (Array.isArray(value)) return serialization('Start of list found where not expected', path)
  if (isJsonObject(value)) return serialization('Start of structure or map found where not expected', path)
  return serialization(`${tokens[typeof value] ?? 'NULL_VALUE'} can not be converted to ${wanted}`, path)
}

function unexpected(value: unknown, wanted: 'structure' | 'list' | 'map', path: string): ApiError {
  if (wanted !== 'list' && Array.isArray(value)) return serialization('Start of list found where not expected', path)
  if (wanted === 'list' && isJsonObject(value)) return serialization('Start of structure or map found where not expected', path)
  return serialization(`Expected ${wanted} or null`, path)
}

function serialization(message: string, path: string): ApiError {
  return new ApiError('SerializationException', path === '' ? message : `${message} (at '${path.slice(0, 256)}')`)
}
