import { memberOf, type Path, type PathPart, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { choiceMembers } from '../description/choices'
import { stepLanguages } from '../description/steps'
import type { Members, Spec } from '../spec/spec'

/** What the description says of the place that a path leads to. Several answers where a value may be one of several things. */
export function specsAt(root: TreeNode | undefined, spec: Spec, path: Path): readonly Spec[] {
  let node: TreeNode | undefined = root
  let specs: readonly Spec[] = [spec]
  for (const part of path) {
    specs = specs.flatMap((candidate) => alternatives(candidate)).flatMap((candidate) => within(candidate, node, part) ?? [])
    node = childOf(node, part)
  }
  return specs.flatMap(alternatives)
}

export function alternatives(spec: Spec): readonly Spec[] {
  return spec.kind === 'either' ? spec.of.flatMap(alternatives).map((one) => ({ ...one, description: spec.description })) : [spec]
}

function childOf(node: TreeNode | undefined, part: PathPart): TreeNode | undefined {
  if (typeof part === 'number') return node?.kind === 'list' ? node.items[part] : undefined
  return memberOf(node, part)
}

function within(spec: Spec, node: TreeNode | undefined, part: PathPart): Spec | undefined {
  if (typeof part === 'number') return spec.kind === 'list' ? spec.of : undefined
  if (spec.kind === 'map') return spec.of
  const members = membersOf(spec, node)
  return members && Object.hasOwn(members, part) ? members[part] : undefined
}

/** The members that an object there may have. */
export function membersOf(spec: Spec, node: TreeNode | undefined): Members | undefined {
  if (spec.kind === 'object') return spec.members
  if (spec.kind === 'choice') return choiceMembers(spec)
  if (spec.kind !== 'step') return undefined
  const { members, actions } = stepLanguages[spec.family]
  const action = actions.get(textOf(memberOf(node, 'action')) ?? '')
  const { inputs } = members
  return action && inputs
    ? { ...members, inputs: { ...action.inputs, description: `${inputs.description} ${action.summary}` } }
    : members
}
