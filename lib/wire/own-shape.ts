import type { Shape } from './shape'
import { type ShapeNode, type StructureNode, type TextPattern, wholePattern } from './shape-node'
import { readShape } from './shape-reader'

/** Shapes of operations that the public model does not have: ours, and those that only agents call. */

interface Presence {
  required?: boolean
  /** Its value never appears in a message. */
  secret?: boolean
}

interface Limits extends Presence {
  min?: number
  max?: number
}

export interface Field {
  required: boolean
  node: ShapeNode
}

/** `I` has to describe what `root` accepts: optional members where `required` is not set. */
export function ownShape<I>(name: string, root: Field): Shape<I> {
  if (root.node.kind !== 'structure') throw new TypeError(`${name} is not a structure`)
  return { parse: (value) => readShape(root.node, value) as I }
}

export function structure(fields: { readonly [name: string]: Field }, presence: Presence = {}): Field {
  const members = Object.entries(fields).map(([name, field]) => ({ name, ...field }))
  const node: StructureNode = { kind: 'structure', members: () => members, secret: presence.secret }
  return field(node, presence)
}

export function text(limits: Limits & { pattern?: RegExp; oneOf?: readonly string[]; printed?: boolean } = {}): Field {
  const { min, max, pattern, oneOf, printed, secret } = limits
  return field({ kind: 'text', min, max, pattern: pattern && patternOf(pattern), oneOf, printed, secret }, limits)
}

export function integer(limits: Limits & { long?: boolean } = {}): Field {
  const { min, max, long, secret } = limits
  return field({ kind: 'integer', min, max, long, secret }, limits)
}

export function number(presence: Presence = {}): Field {
  return field({ kind: 'number', secret: presence.secret }, presence)
}

export function boolean(presence: Presence = {}): Field {
  return field({ kind: 'boolean', secret: presence.secret }, presence)
}

export function timestamp(presence: Presence = {}): Field {
  return field({ kind: 'timestamp', secret: presence.secret }, presence)
}

export function blob(presence: Presence = {}): Field {
  return field({ kind: 'blob', secret: presence.secret }, presence)
}

/** Any JSON; the operation parses it further. */
export function document(presence: Presence = {}): Field {
  return field({ kind: 'document', secret: presence.secret }, presence)
}

export function list(item: Field, limits: Limits = {}): Field {
  const { min, max, secret } = limits
  return field({ kind: 'list', item: item.node, min, max, secret }, limits)
}

export function map(value: Field, limits: Limits & { key?: Field } = {}): Field {
  const { min, max, secret, key = text() } = limits
  if (key.node.kind !== 'text') throw new TypeError('The keys of a map are text')
  return field({ kind: 'map', key: key.node, value: value.node, min, max, secret }, limits)
}

function field(node: ShapeNode, presence: Presence): Field {
  return { required: presence.required ?? false, node }
}

function patternOf(pattern: RegExp): TextPattern {
  return wholePattern(pattern.source, pattern.source, pattern.flags.replace(/[guy]/g, ''))
}
