import {
  entriesOf,
  entryOf,
  type ListNode,
  type MapNode,
  memberOf,
  type Path,
  plainTextOf,
  textOf,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'

/** A step where it stands in the text. */
export interface StepView {
  name: string | undefined
  action: string | undefined
  node: MapNode
  /** Of the step, such as ['mainSteps', 2]. */
  path: Path
  /** Among the items of its list, which may not all be steps. */
  index: number
  /** Among the steps of its list. */
  position: number
  list: StepList
}

/** mainSteps, or the Steps of a loop. */
export interface StepList {
  path: Path
  node: ListNode
  steps: readonly StepView[]
  /** The first of each name. */
  byName: ReadonlyMap<string, StepView>
  /** The loop whose steps these are. */
  owner: StepView | undefined
}

/** The main list first, then those of loops, outer before inner. */
export function stepListsOf(root: TreeNode | undefined): readonly StepList[] {
  const main = memberOf(root, 'mainSteps')
  if (main?.kind !== 'list') return []
  const lists = [readList(main, ['mainSteps'], undefined)]
  for (let next = 0; next < lists.length; next += 1) lists.push(...(lists[next]?.steps ?? []).flatMap(loopList))
  return lists
}

export function allSteps(lists: readonly StepList[]): readonly StepView[] {
  return lists.flatMap((list) => list.steps)
}

export function stepNamed(lists: readonly StepList[], name: string): StepView | undefined {
  return allSteps(lists).find((step) => step.name === name)
}

function readList(node: ListNode, path: Path, owner: StepView | undefined): StepList {
  const steps: StepView[] = []
  const byName = new Map<string, StepView>()
  const list: StepList = { path, node, steps, byName, owner }
  for (const [index, item] of node.items.entries()) {
    if (item.kind !== 'map') continue
    const action = textOf(memberOf(item, 'action'))
    const name = plainTextOf(memberOf(item, 'name'))
    const step: StepView = { name, action, node: item, path: [...path, index], index, position: steps.length, list }
    steps.push(step)
    if (name !== undefined && !byName.has(name)) byName.set(name, step)
  }
  return list
}

function loopList(step: StepView): readonly StepList[] {
  const steps = memberOf(inputsOf(step), 'Steps')
  if (step.action !== 'aws:loop' || steps?.kind !== 'list') return []
  return [readList(steps, [...step.path, 'inputs', 'Steps'], step)]
}

export function inputsOf(step: StepView): TreeNode | undefined {
  return memberOf(step.node, 'inputs')
}

export function isTrue(node: TreeNode | undefined): boolean {
  return plainTextOf(node)?.toLowerCase() === 'true'
}

/** How messages begin. */
export function stepWords({ name, index }: StepView): string {
  return name === undefined || name === '' ? `Step ${index + 1}: ` : `Step \`${name.slice(0, 64)}\`: `
}

/** Outputs that the step's author declared. */
export function declaredOutputs(step: StepView): readonly string[] {
  const outputs = entryOf(step.node, 'outputs')?.value
  const items = outputs?.kind === 'list' ? outputs.items : []
  return items.flatMap((item) => plainTextOf(memberOf(item, 'Name')) ?? [])
}

/** Steps of schema 1.2 have no names of their own; the plugin's stands for it. */
export function pluginsOf(root: TreeNode | undefined): readonly { name: string; node: TreeNode; keyStart: number }[] {
  return entriesOf(memberOf(root, 'runtimeConfig')).map(({ key, keySpan, value }) => ({
    name: key,
    node: value,
    keyStart: keySpan.start,
  }))
}
