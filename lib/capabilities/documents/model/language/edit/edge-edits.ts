import type { Edits } from '#lib/vocabulary/document-tree/edit-tree'
import { itemsOf, memberOf, type ParsedText } from '#lib/vocabulary/document-tree/tree'
import { type EdgeKind, edgesOf, type StepEdge } from '../graph/edges'
import { allSteps, inputsOf, isTrue, stepListsOf, type StepView, stepNamed } from '../graph/steps'
import { type DocumentChange, inTurn } from './in-turn'
import { connectStep, setValueAt } from './set-value'
import { addStep, addStepInto, moveStep, type NewStep } from './step-edits'

/** An edge of the picture. Without `from` it is the one that leads in: to the first step, or to the first of a loop. */
export interface EdgeName {
  from?: string | undefined
  loop?: string | undefined
  kind: EdgeKind
  choice?: number | undefined
}

/** A new step between two others: it stands after the one that the edge leaves. */
export function insertOnEdge(parsed: ParsedText, edge: EdgeName, step: NewStep): Edits | undefined {
  const { from, loop } = edge
  if (from === undefined && loop !== undefined) return addStepInto(parsed, { loop, step })
  if (from === undefined) return addStep(parsed, { step })
  return inTurn(parsed, [(now) => addStep(now, { after: from, step }), ...wiring(parsed, { ...edge, from }, step.name)])
}

/** A step between two others. What led to it leads to what came after it. */
export function moveOntoEdge(parsed: ParsedText, edge: EdgeName, name: string): Edits | undefined {
  const lists = stepListsOf(parsed.root)
  const step = stepNamed(lists, name)
  if (!step || edge.from === name) return undefined
  const { from, loop } = edge
  if (from === undefined)
    return inTurn(parsed, [...detaching(parsed, step), (now) => moveStep(now, { name, into: loop, index: 0 })])
  const place: DocumentChange = (now) => {
    const before = stepNamed(stepListsOf(now.root), from)
    return before && moveStep(now, { name, into: before.list.owner?.name, index: before.index + 1 })
  }
  const wires: DocumentChange = (now) => inTurn(now, wiring(now, { ...edge, from }, name))
  return inTurn(parsed, [...detaching(parsed, step), wires, place])
}

/** Takes away what is written of an edge. */
export function cutEdge(parsed: ParsedText, { from, kind, choice }: EdgeName): Edits | undefined {
  const step = from === undefined ? undefined : stepNamed(stepListsOf(parsed.root), from)
  const edge = step && edgeNamed(step, { kind, choice })
  if (!step || !edge || from === undefined) return undefined
  const ends = isTrue(memberOf(step.node, 'isEnd')) && (kind === 'next' || kind === 'default')
  if (ends) return connectStep(parsed, from, { kind: 'next', to: undefined })
  if (!edge.target) return undefined
  if (kind === 'choice') return setValueAt(parsed, edge.target.path.slice(0, -1), undefined)
  return setValueAt(parsed, edge.target.path, undefined)
}

export interface NewChoice {
  NextStep: string
  Variable: string
  [operator: string]: unknown
}

/** As the last choice of a branch. */
export function addChoice(parsed: ParsedText, branch: string, choice: NewChoice): Edits | undefined {
  const step = stepNamed(stepListsOf(parsed.root), branch)
  if (!step) return undefined
  const count = itemsOf(memberOf(inputsOf(step), 'Choices')).length
  return setValueAt(parsed, [...step.path, 'inputs', 'Choices', count], choice)
}

function edgeNamed(step: StepView, { kind, choice }: Pick<EdgeName, 'kind' | 'choice'>): StepEdge | undefined {
  return edgesOf(step).find((edge) => edge.kind === kind && edge.choice === choice)
}

/** What makes the edge lead to the step `name`, which stands right after its source, and that one to where the edge led. */
function wiring(parsed: ParsedText, edge: EdgeName & { from: string }, name: string): readonly DocumentChange[] {
  const { from, kind, choice } = edge
  const source = stepNamed(stepListsOf(parsed.root), from)
  const found = source && edgeNamed(source, edge)
  if (!source || !found) return []
  const ends = isTrue(memberOf(source.node, 'isEnd'))
  const isOnward = kind === 'next' || kind === 'default'
  const follower = source.list.steps.slice(source.position + 1).find((step) => step.name !== name)?.name
  const lead = leading(name, { to: found.to, follower, isWritten: memberOfStep(parsed, name, 'nextStep') })
  if (isOnward && !found.target && !ends) return lead
  if (isOnward && ends) {
    return [(now) => connectStep(now, from, { kind: 'next', to: undefined }), (now) => connectStep(now, name, { kind: 'end' })]
  }
  const onward = edgesOf(source).find((other) => other.kind === 'next' || other.kind === 'default')
  const isImplicit = !isOnward && onward !== undefined && !onward.target && !ends
  const kept: DocumentChange = (now) =>
    connectStep(now, from, follower === undefined ? { kind: 'end' } : { kind: 'next', to: follower })
  return [redirected(found, { from, choice, to: name }), ...(isImplicit ? [kept] : []), ...lead]
}

function memberOfStep(parsed: ParsedText, name: string, member: string): boolean {
  return memberOf(stepNamed(stepListsOf(parsed.root), name)?.node, member) !== undefined
}

interface Lead {
  to: string | undefined
  follower: string | undefined
  /** The step already says where it leads. */
  isWritten: boolean
}

function leading(name: string, { to, follower, isWritten }: Lead): readonly DocumentChange[] {
  if (to === follower) return isWritten ? [(now) => connectStep(now, name, { kind: 'next', to: undefined })] : []
  return [(now) => connectStep(now, name, to === undefined ? { kind: 'end' } : { kind: 'next', to })]
}

function redirected(
  edge: StepEdge,
  { from, choice, to }: { from: string; choice: number | undefined; to: string },
): DocumentChange {
  const { kind, target } = edge
  if (kind === 'choice') return (now) => connectStep(now, from, { kind, index: choice ?? 0, to })
  if (kind === 'default' && target?.path.at(-1) === 'Default') return (now) => connectStep(now, from, { kind, to })
  if (kind === 'failure' || kind === 'cancel') return (now) => connectStep(now, from, { kind, to })
  return (now) => connectStep(now, from, { kind: 'next', to })
}

/** Whoever names the step as the next one gets what came after it instead. */
function detaching(parsed: ParsedText, step: StepView): readonly DocumentChange[] {
  const { name } = step
  const after = edgesOf(step).find(({ kind }) => kind === 'next' || kind === 'default')?.to
  if (name === undefined || after === undefined || after === name) return []
  const edges = allSteps(stepListsOf(parsed.root)).flatMap((other) => (other === step ? [] : edgesOf(other)))
  return edges.flatMap((edge): readonly DocumentChange[] => {
    const from = edge.from.name
    const isHere = edge.to === name && edge.target !== undefined && edge.from.list === step.list && from !== after
    return isHere && from !== undefined ? [redirected(edge, { from, choice: edge.choice, to: after })] : []
  })
}
