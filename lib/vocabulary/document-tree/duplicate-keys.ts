import type { SyntaxProblem, TreeNode } from './tree'

/** YAML forbids a key twice; JSON readers take the last. */
export function duplicateKeys(root: TreeNode, severity: 'error' | 'warning'): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  const open: TreeNode[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'list') open.push(...node.items)
    if (node.kind !== 'map') continue
    const seen = new Set<string>()
    for (const { key, keySpan, value } of node.entries) {
      if (seen.has(key)) {
        const message = `The key '${key.slice(0, 64)}' stands twice in this object; keys must differ.`
        problems.push({ code: 'duplicateKey', severity, message, start: keySpan.start, end: keySpan.end })
      }
      seen.add(key)
      open.push(value)
    }
  }
  return problems.toSorted((one, other) => one.start - other.start)
}
