import { type Edits, insertItem, removeItem, removeMember, replaced, setMember } from '#lib/vocabulary/document-tree/edit-tree'
import { entryOf, memberOf, type ParsedText, type Path, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { allSteps, stepListsOf } from '../graph/steps'

/** Sets the value at a path, with the objects on the way to it; undefined removes it. Undefined comes back if the path leads nowhere. */
export function setValueAt(parsed: ParsedText, path: Path, value: unknown): Edits | undefined {
  let node: TreeNode | undefined = parsed.root
  for (const [depth, part] of path.entries()) {
    const rest = path.slice(depth + 1)
    const isLast = rest.length === 0
    if (node?.kind === 'list' && typeof part === 'number') {
      const item: TreeNode | undefined = node.items[part]
      if (!item)
        return value === undefined || part !== node.items.length
          ? undefined
          : insertItem(parsed, node, { index: part, value: nested(rest, value) })
      if (isLast) return value === undefined ? removeItem(parsed, node, part) : [replaced(parsed, item, value)]
      node = item
    } else if (node?.kind === 'map' && typeof part === 'string') {
      const entry = entryOf(node, part)
      if (!entry) return value === undefined ? [] : setMember(parsed, node, { key: part, value: nested(rest, value) })
      if (isLast) return value === undefined ? removeMember(parsed, node, part) : [replaced(parsed, entry.value, value)]
      node = entry.value
    } else
      return isEmptyScalar(node) && value !== undefined ? [replaced(parsed, node, nested([part, ...rest], value))] : undefined
  }
  return node && value !== undefined ? [replaced(parsed, node, value)] : undefined
}

function isEmptyScalar(node: TreeNode | undefined): node is TreeNode {
  return node?.kind === 'scalar' && node.value === null
}

function nested(path: Path, value: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return value
  return typeof part === 'number' ? [nested(rest, value)] : { [part]: nested(rest, value) }
}

export type Connection =
  | { kind: 'next'; to: string | undefined }
  | { kind: 'end' }
  | { kind: 'failure'; to: string | 'Abort' | 'Continue' }
  | { kind: 'cancel'; to: string | 'Abort' }
  | { kind: 'choice'; index: number; to: string }
  | { kind: 'default'; to: string | undefined }

/** Leads a step somewhere else. `to` undefined means: whatever follows in the list. */
export function connectStep(parsed: ParsedText, from: string, connection: Connection): Edits | undefined {
  const step = allSteps(stepListsOf(parsed.root)).find(({ name }) => name === from)
  if (!step) return undefined
  const set = (path: Path, value: unknown): Edits => setValueAt(parsed, [...step.path, ...path], value) ?? []
  switch (connection.kind) {
    case 'next':
      return memberOf(step.node, 'isEnd')
        ? renamedMember(parsed, step.node, { from: 'isEnd', to: 'nextStep', value: connection.to })
        : set(['nextStep'], connection.to)
    case 'end':
      return memberOf(step.node, 'nextStep')
        ? renamedMember(parsed, step.node, { from: 'nextStep', to: 'isEnd', value: true })
        : set(['isEnd'], true)
    case 'failure':
      return set(['onFailure'], ['Abort', 'Continue'].includes(connection.to) ? connection.to : `step:${connection.to}`)
    case 'cancel':
      return set(['onCancel'], connection.to === 'Abort' ? connection.to : `step:${connection.to}`)
    case 'choice':
      return set(['inputs', 'Choices', connection.index, 'NextStep'], connection.to)
    case 'default':
      return set(['inputs', 'Default'], connection.to)
    default:
      return connection satisfies never
  }
}

interface Swap {
  from: string
  to: string
  value: unknown
}

/** isEnd and nextStep exclude each other: the one takes the other's place. */
function renamedMember(parsed: ParsedText, node: TreeNode, { from, to, value }: Swap): Edits {
  const entry = entryOf(node, from)
  if (!entry || node.kind !== 'map') return []
  if (value === undefined) return removeMember(parsed, node, from)
  if (entryOf(node, to)) return [...removeMember(parsed, node, from), ...setMember(parsed, node, { key: to, value })]
  const { keySpan } = entry
  const isQuoted = keySpan.end - keySpan.start === from.length + 2
  const key = isQuoted ? { start: keySpan.start + 1, end: keySpan.end - 1, text: to } : { ...keySpan, text: to }
  return [key, replaced(parsed, entry.value, value)]
}
