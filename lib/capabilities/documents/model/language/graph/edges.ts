import { itemsOf, memberOf, type Path, plainTextOf, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { conditionWords } from './condition-words'
import { inputsOf, isTrue, type StepView } from './steps'

export type EdgeKind = 'next' | 'choice' | 'default' | 'failure' | 'cancel'

/** From a step to another of its list. `to` is undefined for the end of the list. */
export interface StepEdge {
  kind: EdgeKind
  from: StepView
  to: string | undefined
  /** What has to hold, of choices. */
  label: string
  /** Where the target is written; undefined if it follows from the order. */
  target: { node: TreeNode; path: Path } | undefined
  /** Place among the choices of a branch. */
  choice?: number
}

export function edgesOf(step: StepView): readonly StepEdge[] {
  return [...onward(step), ...leaving(step), ...jump(step, 'onFailure', 'failure'), ...jump(step, 'onCancel', 'cancel')]
}

/** Plugins say among their inputs that a failure, or a success, leaves the document. */
function leaving(step: StepView): readonly StepEdge[] {
  const inputs = inputsOf(step)
  const onFailure = textOf(memberOf(inputs, 'onFailure'))
  const isLeft = onFailure === 'exit' || onFailure === 'successAndExit'
  const failure: readonly StepEdge[] = isLeft ? [{ ...edge(step, 'failure', undefined), label: onFailure }] : []
  return textOf(memberOf(inputs, 'onSuccess')) === 'exit'
    ? [...failure, { ...edge(step, 'next', undefined), label: 'exit' }]
    : failure
}

function onward(step: StepView): readonly StepEdge[] {
  if (isTrue(memberOf(step.node, 'isEnd'))) return [edge(step, 'next', undefined)]
  const branches = step.action === 'aws:branch' ? branchEdges(step) : []
  if (branches.some(({ kind }) => kind === 'default')) return branches
  const next = memberOf(step.node, 'nextStep')
  const name = plainTextOf(next)
  const kind = step.action === 'aws:branch' ? 'default' : 'next'
  if (next && name !== undefined) {
    return [...branches, { ...edge(step, kind, name), target: { node: next, path: [...step.path, 'nextStep'] } }]
  }
  return [...branches, edge(step, kind, followerOf(step)?.name)]
}

function edge(from: StepView, kind: EdgeKind, to: string | undefined): StepEdge {
  return { kind, from, to, label: '', target: undefined }
}

/** The step after this one in the text. */
function followerOf({ list, position }: StepView): StepView | undefined {
  return list.steps[position + 1]
}

function branchEdges(step: StepView): readonly StepEdge[] {
  const inputs = inputsOf(step)
  const choices = itemsOf(memberOf(inputs, 'Choices')).flatMap((choice, index): StepEdge[] => {
    const node = memberOf(choice, 'NextStep')
    const to = plainTextOf(node)
    if (!node || to === undefined) return []
    const path = [...step.path, 'inputs', 'Choices', index, 'NextStep']
    return [{ kind: 'choice', from: step, to, label: conditionWords(choice), target: { node, path }, choice: index }]
  })
  const node = memberOf(inputs, 'Default')
  const to = plainTextOf(node)
  if (!node || to === undefined) return choices
  return [
    ...choices,
    { kind: 'default', from: step, to, label: 'otherwise', target: { node, path: [...step.path, 'inputs', 'Default'] } },
  ]
}

function jump(step: StepView, member: 'onFailure' | 'onCancel', kind: 'failure' | 'cancel'): readonly StepEdge[] {
  const node = memberOf(step.node, member)
  const written = textOf(node) ?? ''
  if (node && written.startsWith('step:')) {
    return [{ kind, from: step, to: written.slice('step:'.length), label: '', target: { node, path: [...step.path, member] } }]
  }
  if (member === 'onCancel' || written !== 'Continue') return []
  const [next] = onward(step)
  return next ? [{ ...next, kind, target: node ? { node, path: [...step.path, member] } : undefined, label: 'continue' }] : []
}
