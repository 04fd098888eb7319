import type { TreeNode } from './tree'

/** As JSON.stringify prints, but of keys that look like numbers the order stays, too. */
export function printJson(root: TreeNode, indent = 2): string {
  return printed(root, { step: ' '.repeat(indent), margin: '\n' })
}

interface Layout {
  step: string
  margin: string
}

function printed(node: TreeNode, layout: Layout): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value)
  const inner = { step: layout.step, margin: layout.margin + layout.step }
  if (node.kind === 'list') return around('[]', { parts: node.items.map((item) => printed(item, inner)), layout })
  const parts = node.entries.map(
    ({ key, value }) => `${JSON.stringify(key)}:${layout.step === '' ? '' : ' '}${printed(value, inner)}`,
  )
  return around('{}', { parts, layout })
}

function around(brackets: '[]' | '{}', { parts, layout }: { parts: readonly string[]; layout: Layout }): string {
  const [open = '', close = ''] = brackets
  if (parts.length === 0) return brackets
  if (layout.step === '') return open + parts.join(',') + close
  return `${open}${layout.margin}${layout.step}${parts.join(`,${layout.margin}${layout.step}`)}${layout.margin}${close}`
}
