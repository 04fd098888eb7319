import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { printJson } from '#lib/vocabulary/document-tree/print-json'
import { printYaml } from '#lib/vocabulary/document-tree/print-yaml'
import type { DocumentFormat, MapNode, ParsedText, TreeNode } from '#lib/vocabulary/document-tree/tree'
import { schemaVersionOf } from './validate/validate-document'

/** The same document in another format, keys in their order. Comments stay where the format stays, and the text with them. */
export function convertDocument(parsed: ParsedText, format: DocumentFormat): string | undefined {
  if (parsed.format === format) return parsed.text
  if (!parsed.root || parsed.problems.some(({ severity }) => severity === 'error')) return undefined
  const root = withTextVersion(parsed.root)
  return format === 'JSON' ? `${printJson(root)}\n` : printYaml(root)
}

/**
 * What a Sha256 is made of to tell whether two documents are the same: compact JSON, keys sorted. Only the order of plugins means
 * something, so that of runtimeConfig stays.
 */
export function canonicalForm({ root }: ParsedText): string | undefined {
  return root && printJson(sorted(withTextVersion(root), ''), 0)
}

/** As canonicalForm, of text of either format. */
export function canonicalText(text: string, format?: DocumentFormat): string | undefined {
  return canonicalForm(parseDocument(text, format))
}

/** An unquoted 2.2 of YAML is a number; every reader wants text. */
function withTextVersion(root: TreeNode): TreeNode {
  const version = schemaVersionOf(root)
  if (root.kind !== 'map' || version === undefined) return root
  const entries = root.entries.map((entry) => {
    const { key, value } = entry
    if (key !== 'schemaVersion' || value.kind !== 'scalar' || typeof value.value !== 'number') return entry
    return { ...entry, value: { ...value, value: version, raw: version } }
  })
  return { ...root, entries }
}

function sorted(node: TreeNode, key: string): TreeNode {
  if (node.kind === 'scalar') return node
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => sorted(item, '')) }
  const last = new Map(node.entries.map((entry) => [entry.key, entry]))
  const entries = [...last.values()].map((entry) => ({ ...entry, value: sorted(entry.value, entry.key) }))
  const order = (one: MapNode['entries'][number], other: MapNode['entries'][number]): number => (one.key < other.key ? -1 : 1)
  return { ...node, entries: key === 'runtimeConfig' ? entries : entries.toSorted(order) }
}
