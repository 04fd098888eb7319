import { type Edits, removeItem } from '#lib/vocabulary/document-tree/edit-tree'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { applyEdits, type TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import { memberOf, type ParsedText, type Path } from '#lib/vocabulary/document-tree/tree'
import { edgesOf, type StepEdge } from '../graph/edges'
import { stepListsOf, stepNamed, type StepView } from '../graph/steps'
import { notCancelledTo } from '../validate/flow'
import { schemaVersionOf } from '../validate/validate-document'
import { difference } from './in-turn'
import { connectStep, setValueAt } from './set-value'

/*
 * Deletes a step and leads whatever led to it to the step after it. Where that step was an end, nextStep becomes isEnd, onFailure and
 * onCancel go, and a choice is left without its NextStep: what it shall do then, only its author knows.
 */

/** Edits of one place at a time may touch each other; then they are made one after another. Choices of one list are the worst case. */
const maxRounds = 64

export function deleteStep(parsed: ParsedText, name: string): Edits | undefined {
  if (!stepNamed(stepListsOf(parsed.root), name)) return undefined
  let now = parsed
  for (let round = 0; round < maxRounds; round += 1) {
    const changes = rewirings(now, name)
    const removal = removalOf(now, name)
    const chosen = apart([...changes, removal])
    const isDone = chosen.length === changes.length + 1
    if (isDone && round === 0) return chosen.flat()
    if (isDone) return difference(parsed.text, applyEdits(now.text, chosen.flat()))
    const first = apart(changes)
    if (first.length === 0) return difference(parsed.text, applyEdits(now.text, removal))
    now = parseDocument(applyEdits(now.text, first.flat()), parsed.format)
  }
  return difference(parsed.text, applyEdits(now.text, removalOf(now, name)))
}

function removalOf(parsed: ParsedText, name: string): Edits {
  const step = stepNamed(stepListsOf(parsed.root), name)
  return step ? removeItem(parsed, step.list.node, step.index) : []
}

/** As many of the groups, from the first, as do not touch each other. */
function apart(groups: readonly Edits[]): readonly Edits[] {
  const chosen: Edits[] = []
  const taken: TextEdit[] = []
  for (const group of groups) {
    const isFree = taken.every(({ start, end }) => group.every((edit) => edit.end < start || edit.start > end))
    if (!isFree) continue
    chosen.push(group)
    taken.push(...group)
  }
  return chosen
}

/** Steps of Command documents follow each other and nothing else. */
function rewirings(parsed: ParsedText, name: string): readonly Edits[] {
  const step = stepNamed(stepListsOf(parsed.root), name)
  if (!step || schemaVersionOf(parsed.root) !== '0.3') return []
  const others = step.list.steps.filter((other) => other !== step)
  return others.flatMap((other) =>
    edgesOf(other)
      .filter((edge) => edge.to === name && isOwn(edge))
      .map((edge) => rewired(parsed, edge, step) ?? [])
      .filter((edits) => edits.length > 0),
  )
}

/** An `onFailure: Continue` names no step: it goes where the step goes on to. */
function isOwn({ kind, target }: StepEdge): boolean {
  return kind !== 'failure' || (target?.node.kind === 'scalar' && target.node.value !== 'Continue')
}

function rewired(parsed: ParsedText, edge: StepEdge, deleted: StepView): Edits | undefined {
  const { from, kind, target } = edge
  const successor = successorOf(deleted)
  const to = successor?.name === from.name ? undefined : successor?.name
  const following = followerOf(deleted)
  if (target === undefined && to === following?.name) return []
  const set = (path: Path, value: unknown): Edits | undefined => setValueAt(parsed, [...from.path, ...path], value)
  if (kind === 'failure') return set(['onFailure'], to && `step:${to}`)
  if (kind === 'cancel') return set(['onCancel'], to && isCancelTarget(successor) ? `step:${to}` : undefined)
  if (kind === 'choice') return target && setValueAt(parsed, target.path, to)
  if (from.action === 'aws:branch') return otherwise(parsed, edge, to)
  if (to !== undefined) return set(['nextStep'], to)
  const isLast = lastButFor(deleted) === from
  if (isLast || from.name === undefined) return set(['nextStep'], undefined)
  return connectStep(parsed, from.name, { kind: 'end' })
}

/** A branch can only end at the end of its list: else the target stays, for the author to decide. */
function otherwise(parsed: ParsedText, { from, target }: StepEdge, to: string | undefined): Edits | undefined {
  const path = target?.path ?? [...from.path, 'inputs', 'Default']
  if (to !== undefined) return setValueAt(parsed, path, to)
  const isLast = from.position >= from.list.steps.length - 2
  return isLast && target ? setValueAt(parsed, path, undefined) : []
}

/** Where the step goes on to. */
function successorOf(step: StepView): StepView | undefined {
  const onward = edgesOf(step).find(({ kind, to }) => (kind === 'next' || kind === 'default') && to !== step.name)
  return onward?.to === undefined ? undefined : step.list.byName.get(onward.to)
}

function followerOf({ list, position }: StepView): StepView | undefined {
  return list.steps[position + 1]
}

function lastButFor(step: StepView): StepView | undefined {
  return step.list.steps.findLast((other) => other !== step)
}

function isCancelTarget(step: StepView | undefined): boolean {
  return !notCancelledTo.includes(step?.action ?? '') && memberOf(step?.node, 'action') !== undefined
}
