import type { Shape } from './shape'
import { type ShapeNode, type StructureNode, type TextPattern, wholePattern } from './shape-node'
import { readShape } from './shape-reader'

/** Shapes of operations that the public model does not have: ours, and those that only agents call. Types follow from them. */

interface Presence {
  required?: boolean
  /** Its value never appears in a message. */
  secret?: boolean
}

interface Limits extends Presence {
  min?: number
  max?: number
}

/** `T` is the type of the parsed value; it exists for the compiler only. */
export interface Field<T = unknown, Required extends boolean = boolean> {
  required: Required
  node: ShapeNode
  readonly parsed?: T
}

type Fields = { readonly [name: string]: Field }
type IsRequired<P> = P extends { required: true } ? true : false
type Value<F> = F extends Field<infer T> ? T : never
type Structure<F extends Fields> = {
  -readonly [K in keyof F as F[K]['required'] extends true ? K : never]: Value<F[K]>
} & { -readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: Value<F[K]> }

export function ownShape<I>(name: string, root: Field<I>): Shape<I> {
  if (root.node.kind !== 'structure') throw new TypeError(`${name} is not a structure`)
  return { parse: (value) => readShape(root.node, value) as I }
}

export function structure<F extends Fields, const P extends Presence = Presence>(
  fields: F,
  presence?: P,
): Field<Structure<F>, IsRequired<P>> {
  const members = Object.entries(fields).map(([name, field]) => ({ name, ...field }))
  const node: StructureNode = { kind: 'structure', members: () => members, secret: presence?.secret }
  return field(node, presence)
}

interface TextLimits extends Limits {
  pattern?: RegExp
  oneOf?: readonly string[]
  /** Whether the value may be shown in a message; by default it is. */
  printed?: boolean
}

type TextValue<P> = P extends { oneOf: readonly (infer V extends string)[] } ? V : string

export function text<const P extends TextLimits = TextLimits>(limits?: P): Field<TextValue<P>, IsRequired<P>> {
  const { min, max, pattern, oneOf, printed, secret }: TextLimits = limits ?? {}
  return field({ kind: 'text', min, max, pattern: pattern && patternOf(pattern), oneOf, printed, secret }, limits)
}

export function integer<const P extends Limits & { long?: boolean } = Limits>(limits?: P): Field<number, IsRequired<P>> {
  const { min, max, long, secret }: Limits & { long?: boolean } = limits ?? {}
  return field({ kind: 'integer', min, max, long, secret }, limits)
}

export function boolean<const P extends Presence = Presence>(presence?: P): Field<boolean, IsRequired<P>> {
  return field({ kind: 'boolean', secret: presence?.secret }, presence)
}

export function timestamp<const P extends Presence = Presence>(presence?: P): Field<Date, IsRequired<P>> {
  return field({ kind: 'timestamp', secret: presence?.secret }, presence)
}

/** Any JSON; the operation parses it further. */
export function document<const P extends Presence = Presence>(presence?: P): Field<unknown, IsRequired<P>> {
  return field({ kind: 'document', secret: presence?.secret }, presence)
}

export function list<T, const P extends Limits = Limits>(item: Field<T>, limits?: P): Field<T[], IsRequired<P>> {
  const { min, max, secret }: Limits = limits ?? {}
  return field({ kind: 'list', item: item.node, min, max, secret }, limits)
}

export function map<T, const P extends Limits & { key?: Field<string> } = Limits>(
  value: Field<T>,
  limits?: P,
): Field<{ [key: string]: T }, IsRequired<P>> {
  const { min, max, secret, key = text() }: Limits & { key?: Field<string> } = limits ?? {}
  if (key.node.kind !== 'text') throw new TypeError('The keys of a map are text')
  return field({ kind: 'map', key: key.node, value: value.node, min, max, secret }, limits)
}

/** The one place where the phantom type is claimed: the node and `presence` are what make it true. */
function field<T, R extends boolean>(node: ShapeNode, presence: Presence | undefined): Field<T, R> {
  return { required: (presence?.required ?? false) as R, node }
}

function patternOf(pattern: RegExp): TextPattern {
  return wholePattern(pattern.source, pattern.source, pattern.flags.replace(/[guy]/g, ''))
}
