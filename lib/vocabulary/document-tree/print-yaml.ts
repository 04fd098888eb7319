import { COLLECTION_STYLE, DUMP_SCHEMA, type Node, present, SCALAR_STYLE } from 'js-yaml'
import type { Scalar, TreeNode } from './tree'

/** Block style, keys in their order; text that older YAML readers would take for something else is quoted. */
export function printYaml(root: TreeNode): string {
  return presented(nodeToYaml(root))
}

export function printYamlValue(value: unknown): string {
  return presented(valueToYaml(value))
}

/** On one line, for inside flow collections and after keys. */
export function printYamlScalar(value: Scalar): string {
  if (typeof value === 'string' && /[\n\r,[\]{}]/.test(value)) return JSON.stringify(value)
  return presented(scalarToYaml(value, String(value))).trimEnd()
}

function presented(contents: Node): string {
  return present([{ contents, directives: [] }], { schema: DUMP_SCHEMA, lineWidth: -1, indent: 2, quoteStyle: 'double' })
}

function nodeToYaml(node: TreeNode): Node {
  if (node.kind === 'scalar') return scalarToYaml(node.value, node.raw)
  if (node.kind === 'list') return listNode(node.items.map(nodeToYaml))
  return mapNode(node.entries.map(({ key, value }) => [key, nodeToYaml(value)]))
}

function valueToYaml(value: unknown): Node {
  if (Array.isArray(value)) return listNode(value.map(valueToYaml))
  if (typeof value === 'object' && value !== null)
    return mapNode(Object.entries(value).map(([key, item]) => [key, valueToYaml(item)]))
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  return scalarToYaml(scalar, String(scalar))
}

function listNode(items: Node[]): Node {
  const style = items.length === 0 ? COLLECTION_STYLE.FLOW : COLLECTION_STYLE.BLOCK
  return { kind: 'sequence', tag: 'tag:yaml.org,2002:seq', tagged: false, style, items }
}

function mapNode(entries: readonly [string, Node][]): Node {
  const style = entries.length === 0 ? COLLECTION_STYLE.FLOW : COLLECTION_STYLE.BLOCK
  const items = entries.map(([key, value]) => ({ key: scalarToYaml(key, key), value }))
  return { kind: 'mapping', tag: 'tag:yaml.org,2002:map', tagged: false, style, items }
}

function scalarToYaml(value: Scalar, raw: string): Extract<Node, { kind: 'scalar' }> {
  const style = typeof value === 'string' && value.includes('\n') ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.PLAIN
  const written = value === null ? 'null' : raw
  return { kind: 'scalar', tag: `tag:yaml.org,2002:${tagOf(value, raw)}`, tagged: false, style, value: written }
}

function tagOf(value: Scalar, raw: string): string {
  if (typeof value === 'string') return 'str'
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  return /^[-+]?\d+$|^0[xo]/.test(raw) ? 'int' : 'float'
}
