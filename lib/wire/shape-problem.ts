import type { ShapeNode, TextNode } from './shape-node'

/** The sentences that AWS uses for a value outside its limits. */

const shownLength = 256

export function nullProblem(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`
}

export function problem(shown: string, path: string, constraint: string): string {
  return `Value '${shown}' at '${path}' failed to satisfy constraint: ${constraint}`
}

/** All constraints of one simple node, in AWS's order; lists and maps name them all for one bad element. */
export function constraintsOf(node: ShapeNode): readonly string[] {
  if (node.kind === 'text') return textConstraints(node)
  if (node.kind === 'integer') return rangeConstraints(node, 'value')
  if (node.kind === 'list' || node.kind === 'map') return rangeConstraints(node, 'length')
  return []
}

function textConstraints(node: TextNode): readonly string[] {
  const found = [...rangeConstraints(node, 'length')]
  if (node.pattern) found.push(patternConstraint(node.pattern.shown))
  if (node.oneOf) found.push(enumConstraint(node.oneOf))
  return found
}

function rangeConstraints(
  node: { min?: number | undefined; max?: number | undefined },
  what: 'length' | 'value',
): readonly string[] {
  const found = []
  if (node.max !== undefined) found.push(maxConstraint(what, node.max))
  if (node.min !== undefined) found.push(minConstraint(what, node.min))
  return found
}

export const maxConstraint = (what: 'length' | 'value', max: number): string =>
  `Member must have ${what} less than or equal to ${max}`
export const minConstraint = (what: 'length' | 'value', min: number): string =>
  `Member must have ${what} greater than or equal to ${min}`
export const patternConstraint = (pattern: string): string => `Member must satisfy regular expression pattern: ${pattern}`
export const enumConstraint = (values: readonly string[]): string => `Member must satisfy enum value set: [${values.join(', ')}]`

/** Java's way of printing, cut to a bounded length; values of secret nodes are never shown. */
export function shownValue(value: unknown, node: ShapeNode): string {
  const text = render(value, node, shownLength)
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text
}

function render(value: unknown, node: ShapeNode, room: number): string {
  if (node.secret) return '***'
  if (node.kind === 'list' && Array.isArray(value)) {
    return `[${joined(value, room, (item, left) => render(item, node.item, left))}]`
  }
  if (typeof value !== 'object' || value === null) return String(value).slice(0, room + 1)
  if (node.kind === 'map') {
    return `{${joined(Object.entries(value), room, ([key, item], left) => `${key.slice(0, left)}=${render(item, node.value, left)}`)}}`
  }
  return '{…}'
}

function joined<T>(items: readonly T[], room: number, show: (item: T, left: number) => string): string {
  let text = ''
  for (const [index, item] of items.entries()) {
    if (text.length > room) break
    text += `${index > 0 ? ', ' : ''}${show(item, room - text.length)}`
  }
  return text
}
