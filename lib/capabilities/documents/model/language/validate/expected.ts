import type { TreeNode } from '#lib/vocabulary/document-tree/tree'
import type { Spec } from '../spec/spec'
import { listed } from './nearest'

/** Ends "expected …". */
export function expectedOf(spec: Spec): string {
  switch (spec.kind) {
    case 'text':
      return spec.expected ?? (spec.values ? listed(spec.values) : 'text')
    case 'integer':
      return rangeOf(spec.minimum, spec.maximum)
    case 'boolean':
      return 'true or false'
    case 'list':
      return spec.of.kind === 'text' ? 'a list of texts' : 'a list'
    case 'map':
    case 'object':
      return 'an object'
    case 'step':
      return 'a step, an object'
    case 'choice':
      return 'a condition, an object'
    case 'either':
      return listed([...new Set(spec.of.map(expectedOf))])
    case 'any':
      return 'a value'
    default:
      return spec satisfies never
  }
}

function rangeOf(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum !== undefined && maximum !== undefined) return `a whole number from ${minimum} to ${maximum}`
  if (minimum !== undefined) return `a whole number from ${minimum}`
  return maximum === undefined ? 'a whole number' : `a whole number up to ${maximum}`
}

export function kindWords(node: TreeNode): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'an object'
  if (node.value === null) return 'empty'
  if (typeof node.value === 'string') return 'text'
  return typeof node.value === 'boolean' ? 'true or false' : 'a number'
}
