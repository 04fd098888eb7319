import type { ScalarNode } from '#lib/vocabulary/document-tree/tree'
import { characterCount } from '#lib/wire/shape-reader'
import { hasReference } from '../spec/reference-text'
import type { BooleanSpec, IntegerSpec, Spec, TextSpec } from '../spec/spec'
import { expectedOf } from './expected'
import type { FindingCode } from './finding'
import { nearest, shown } from './nearest'
import { insideQuotes, nameOf, type Place } from './place'

/** Text may be given as a number or as true and false; numbers and booleans as text. */
export function fitsScalar({ value }: ScalarNode, spec: TextSpec | IntegerSpec | BooleanSpec): boolean {
  if (value === null) return false
  if (spec.kind === 'text') return true
  if (typeof value === 'string') {
    if (hasReference(value)) return true
    return spec.kind === 'integer' ? /^-?\d+$/.test(value) : /^(true|false|True|False)$/.test(value)
  }
  return spec.kind === 'integer' ? Number.isInteger(value) : typeof value === 'boolean'
}

export function checkScalar(node: ScalarNode, spec: Spec, place: Place): void {
  if (typeof node.value === 'string' && hasReference(node.value)) return
  if (spec.kind === 'text') checkText(node, spec, place)
  if (spec.kind === 'integer' && typeof node.value === 'number') checkRange(node.value, spec, { node, place })
}

function checkText(node: ScalarNode, spec: TextSpec, place: Place): void {
  if (spec.values && !isAmong(spec.values, node, spec.role === 'schemaVersion')) {
    refuseValue(node, { spec, values: spec.values }, place)
    return
  }
  if (typeof node.value !== 'string') return
  const length = characterCount(node.value)
  if (spec.maxLength !== undefined && length > spec.maxLength)
    report(node, 'tooLong', { place, message: `has ${length} characters; expected at most ${spec.maxLength}.` })
  if (spec.pattern !== undefined && !new RegExp(spec.pattern, 'u').test(node.value))
    report(node, 'badFormat', { place, message: `is ${shown(node.value)}; expected ${expectedOf(spec)}.` })
}

/** YAML reads an unquoted 2.2 as a number. */
function isAmong(values: readonly string[], { value }: ScalarNode, mayBeNumber: boolean): boolean {
  if (typeof value === 'number') return mayBeNumber && values.some((version) => Number(version) === value)
  return typeof value === 'string' && values.includes(value)
}

function refuseValue(node: ScalarNode, { spec, values }: { spec: TextSpec; values: readonly string[] }, place: Place): void {
  const meant = nearest(node.raw, values)
  const ending = meant === undefined ? '.' : `; did you mean ${meant}?`
  const fixes =
    meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ ...insideQuotes(node.raw, node), text: meant }] }]
  place.report({
    code: spec.role === 'schemaVersion' ? 'schemaVersion' : 'notAllowed',
    severity: 'error',
    message: `${place.where}${nameOf(place)} is ${shown(node.raw)}; expected ${expectedOf(spec)}${ending}`,
    path: place.path,
    start: node.start,
    end: node.end,
    fixes,
  })
}

function checkRange(value: number, spec: IntegerSpec, { node, place }: { node: ScalarNode; place: Place }): void {
  const isLow = spec.minimum !== undefined && value < spec.minimum
  const isHigh = spec.maximum !== undefined && value > spec.maximum
  if (isLow || isHigh) report(node, 'outOfRange', { place, message: `is ${value}; expected ${expectedOf(spec)}.` })
}

function report({ start, end }: ScalarNode, code: FindingCode, { place, message }: { place: Place; message: string }): void {
  place.report({ code, severity: 'error', message: `${place.where}${nameOf(place)} ${message}`, path: place.path, start, end })
}
