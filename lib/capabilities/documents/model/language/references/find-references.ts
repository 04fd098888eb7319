import type { Path, ScalarNode, Span, TreeNode } from '#lib/vocabulary/document-tree/tree'

/** `{{ … }}` in a text of the document. */
export interface Reference extends Span {
  /** Between the braces, without blanks. */
  text: string
  /** Of `text` in the document. */
  inner: Span
  node: ScalarNode
  path: Path
}

const braces = /\{\{([^{}]{0,512})\}\}/g

export function referencesIn(root: TreeNode, source: string, path: Path = []): readonly Reference[] {
  const found: Reference[] = []
  visitScalars(root, path, (node, at) => {
    if (typeof node.value === 'string' && node.value.includes('{{')) found.push(...referencesOf(node, source, at))
  })
  return found
}

/** In the text as it is written, where escapes and folds may stand, so that places are exact. */
function referencesOf(node: ScalarNode, source: string, path: Path): readonly Reference[] {
  const written = source.slice(node.start, node.end)
  return [...written.matchAll(braces)].map((match) => {
    const content = match[1] ?? ''
    const text = content.trim()
    const start = node.start + match.index
    const innerStart = start + 2 + (content.length - content.trimStart().length)
    return { text, node, path, start, end: start + match[0].length, inner: { start: innerStart, end: innerStart + text.length } }
  })
}

export function visitScalars(root: TreeNode, path: Path, visit: (node: ScalarNode, path: Path) => void): void {
  if (root.kind === 'scalar') visit(root, path)
  else if (root.kind === 'list') for (const [index, item] of root.items.entries()) visitScalars(item, [...path, index], visit)
  else for (const { key, value } of root.entries) visitScalars(value, [...path, key], visit)
}

/** What stands between the braces, as far as it is a reference at all; scripts may use braces for their own ends. */
export type Target =
  | { kind: 'parameter'; name: string }
  | { kind: 'output'; step: string; output: string }
  | { kind: 'variable'; name: string }
  | { kind: 'global'; name: string }
  | { kind: 'automation'; name: string }
  | { kind: 'stored'; name: string }
  | { kind: 'other' }

export function targetOf(text: string): Target {
  const [, prefix, name] = /^(global|automation|variable|ssm|ssm-secure|resolve):(.+)$/.exec(text) ?? []
  if (prefix !== undefined && name !== undefined) {
    if (prefix === 'global' || prefix === 'automation') return { kind: prefix, name: name.trim() }
    if (prefix === 'variable') return { kind: 'variable', name: name.trim().split('.')[0] ?? '' }
    return { kind: 'stored', name: name.trim() }
  }
  if (/^[a-zA-Z0-9_-]+$/.test(text)) return { kind: 'parameter', name: text }
  const [, step, output] = /^([a-zA-Z0-9_-]+)\.([a-zA-Z0-9_]+)(?:[.[].*)?$/.exec(text) ?? []
  return step !== undefined && output !== undefined ? { kind: 'output', step, output } : { kind: 'other' }
}

export const globalVariables: Readonly<Record<string, string>> = {
  DATE: 'Day the automation runs, as yyyy-MM-dd.',
  DATE_TIME: 'Day and time the automation runs, as yyyy-MM-dd_HH.mm.ss.',
  REGION: 'Region the automation runs in.',
  ACCOUNT_ID: 'Account the automation runs in.',
  AWS_PARTITION: 'Partition the automation runs in.',
}

export const automationVariables: Readonly<Record<string, string>> = {
  EXECUTION_ID: 'Id of this execution.',
}
