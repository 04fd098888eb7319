import { memberOf } from '#lib/vocabulary/document-tree/tree'
import { edgesOf, type StepEdge } from '../graph/edges'
import { isTrue, type StepList, type StepView, stepWords } from '../graph/steps'
import { type DocumentView, tell } from './document-view'
import { insideQuotes } from './place'
import { nearest, shown, suggestion } from './nearest'

/** Names, targets and order of the steps of a runbook. */
export function checkFlow(view: DocumentView): void {
  checkNames(view)
  if (!view.isAutomation) return
  for (const list of view.lists) {
    const edges = new Map(list.steps.map((step) => [step, edgesOf(step)]))
    for (const step of list.steps) {
      for (const edge of edges.get(step) ?? []) checkTarget(view, edge)
      checkEnd(view, step)
    }
    if (!isSound(list, edges)) continue
    checkReach(view, list, edges)
    checkCycles(view, list, edges)
    checkFallingThrough(view, list, edges)
  }
}

function checkNames(view: DocumentView): void {
  const seen = new Map<string, StepView>()
  for (const step of view.lists.flatMap((list) => list.steps)) {
    if (step.name === undefined) continue
    const first = seen.get(step.name)
    if (!first) seen.set(step.name, step)
    else tellTwice(view, step, new Set(view.steps.keys()))
  }
}

function tellTwice(view: DocumentView, step: StepView, taken: ReadonlySet<string>): void {
  const node = memberOf(step.node, 'name')
  if (!node || step.name === undefined) return
  const free = freeName(step.name, taken)
  tell(view, ['duplicateStep', 'error'], {
    message: `${stepWords(step)}two steps have this name; names must differ.`,
    span: node,
    path: [...step.path, 'name'],
    fixes: [{ title: `Rename to ${free}`, edits: [{ ...insideQuotes(step.name, node), text: free }] }],
  })
}

export function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/\d+$/, '') || name
  for (let number = 2; ; number += 1) if (!taken.has(`${stem}${number}`)) return `${stem}${number}`
}

function stepNamed(list: StepList, name: string | undefined): StepView | undefined {
  return name === undefined ? undefined : list.byName.get(name)
}

/** Actions that onCancel may not lead to. */
export const notCancelledTo: readonly string[] = [
  'aws:approve',
  'aws:copyImage',
  'aws:createImage',
  'aws:createStack',
  'aws:createTags',
  'aws:pause',
  'aws:runInstances',
  'aws:sleep',
]

function checkTarget(view: DocumentView, { kind, from, to, target }: StepEdge): void {
  if (!target || to === undefined || to.includes('{{')) return
  const found = stepNamed(from.list, to)
  if (!found && !(kind === 'failure' && target.node.kind === 'scalar' && target.node.value === 'Continue')) {
    const names = [...from.list.byName.keys()].filter((name) => name !== from.name)
    const meant = nearest(to, names)
    const node = target.node
    const end = insideQuotes(String(node.kind === 'scalar' ? node.raw : ''), node).end
    const scope = from.list.owner ? ' in this loop' : ''
    tell(view, ['unknownStep', 'error'], {
      message: `${stepWords(from)}${String(target.path.at(-1))} names no step${scope}: ${shown(to)}${suggestion(to, names, meant)}`,
      span: node,
      path: target.path,
      fixes: meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start: end - to.length, end, text: meant }] }],
    })
    return
  }
  if (kind === 'cancel' && found?.action !== undefined && notCancelledTo.includes(found.action)) {
    tell(view, ['cannotCancelTo', 'error'], {
      message: `${stepWords(from)}onCancel cannot lead to ${shown(to)}, a step of ${found.action}, which may take long.`,
      span: target.node,
      path: target.path,
    })
  }
}

function checkEnd(view: DocumentView, step: StepView): void {
  const next = memberOf(step.node, 'nextStep')
  if (next && isTrue(memberOf(step.node, 'isEnd'))) {
    tell(view, ['endHasNext', 'warning'], {
      message: `${stepWords(step)}isEnd is true, so nextStep is never followed; expected one of the two.`,
      span: next,
      path: [...step.path, 'nextStep'],
    })
  }
  const cancel = memberOf(step.node, 'onCancel')
  if (cancel && (step.action === 'aws:loop' || step.action === 'aws:updateVariable')) {
    tell(view, ['cannotCancelTo', 'error'], {
      message: `${stepWords(step)}${step.action} has no onCancel.`,
      span: cancel,
      path: [...step.path, 'onCancel'],
    })
  }
  checkWords(view, step)
}

/** onFailure and onCancel are words, or lead to a step. */
function checkWords(view: DocumentView, step: StepView): void {
  for (const [member, words] of [
    ['onFailure', ['Abort', 'Continue']],
    ['onCancel', ['Abort']],
  ] as const) {
    const node = memberOf(step.node, member)
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value.includes('{{')) continue
    const { value } = node
    if (words.some((word) => word === value) || /^step:./.test(value)) continue
    const meant = view.steps.has(value) ? `step:${value}` : nearest(value, words)
    tell(view, ['notAllowed', 'error'], {
      message: `${stepWords(step)}${member} is ${shown(value)}; expected ${words.join(', ')} or step:NAME.`,
      span: node,
      path: [...step.path, member],
      fixes: meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ ...insideQuotes(value, node), text: meant }] }],
    })
  }
}

type Edges = ReadonlyMap<StepView, readonly StepEdge[]>

function targetsOf(list: StepList, edges: Edges, step: StepView): readonly StepView[] {
  return (edges.get(step) ?? []).flatMap(({ to }) => stepNamed(list, to) ?? [])
}

/** All names are there, differ, and are those that are named; else who leads where is not known. */
function isSound(list: StepList, edges: Edges): boolean {
  const names = new Set(list.steps.map(({ name }) => name))
  const targets = list.steps.flatMap((step) => edges.get(step) ?? [])
  return (
    names.size === list.node.items.length && !names.has(undefined) && targets.every(({ to }) => to === undefined || names.has(to))
  )
}

/** From `starts` along every edge. */
function reachable(list: StepList, edges: Edges, starts: readonly StepView[]): ReadonlySet<StepView> {
  const found = new Set(starts)
  const open = [...starts]
  for (let step = open.pop(); step; step = open.pop()) {
    for (const { to } of edges.get(step) ?? []) {
      const next = stepNamed(list, to)
      if (!next || found.has(next)) continue
      found.add(next)
      open.push(next)
    }
  }
  return found
}

function checkReach(view: DocumentView, list: StepList, edges: Edges): void {
  const [first] = list.steps
  if (!first) return
  const reached = reachable(list, edges, [first])
  for (const step of list.steps) {
    if (reached.has(step)) continue
    tell(view, ['unreachableStep', 'warning'], {
      message: `${stepWords(step)}no step leads here, so it never runs.`,
      span: memberOf(step.node, 'name') ?? step.node,
      path: step.path,
    })
  }
}

/** Going back is allowed, but something has to lead out again. */
function checkCycles(view: DocumentView, list: StepList, edges: Edges): void {
  for (const edge of list.steps.flatMap((step) => edges.get(step) ?? [])) {
    const to = stepNamed(list, edge.to)
    if (!to || !edge.target || edge.kind === 'failure' || edge.kind === 'cancel' || to.index > edge.from.index) continue
    const round = reachable(list, edges, [to])
    if (!round.has(edge.from)) continue
    const leaves = [...round].some((step) => (edges.get(step) ?? []).some((out) => out.to === undefined))
    const message = leaves
      ? `${stepWords(edge.from)}goes back to ${shown(to.name ?? '')}; make sure that it ends, or use aws:loop.`
      : `${stepWords(edge.from)}goes back to ${shown(to.name ?? '')}, and no step leads out: this never ends.`
    tell(view, leaves ? ['backwardStep', 'warning'] : ['endlessLoop', 'error'], {
      message,
      span: edge.target.node,
      path: edge.target.path,
    })
  }
}

/** A step that one choice leads to runs on into the next, which another choice leads to: mostly a missing isEnd. */
function checkFallingThrough(view: DocumentView, list: StepList, edges: Edges): void {
  for (const branch of list.steps.filter(({ action }) => action === 'aws:branch')) {
    const targets = targetsOf(list, edges, branch)
    for (const step of targets) {
      const onward = (edges.get(step) ?? []).find(({ kind }) => kind === 'next')
      if (onward?.to === undefined || onward.target || !targets.some(({ name }) => name === onward.to)) continue
      tell(view, ['fallsThrough', 'warning'], {
        message: `${stepWords(step)}runs on into ${shown(onward.to)}, another choice of ${shown(branch.name ?? '')}; set isEnd or nextStep.`,
        span: memberOf(step.node, 'name') ?? step.node,
        path: step.path,
      })
    }
  }
}

/** Steps of its list that may have run before a step; undefined where that is not known. */
export function earlierSteps(): (step: StepView) => ReadonlySet<StepView> | undefined {
  const incoming = new Map<StepList, Incoming | undefined>()
  const memo = new Map<StepView, ReadonlySet<StepView>>()
  return (step) => {
    if (!incoming.has(step.list)) incoming.set(step.list, incomingOf(step.list))
    const sources = incoming.get(step.list)
    const found = memo.get(step) ?? (sources && predecessors(step, sources))
    if (found) memo.set(step, found)
    return found
  }
}

type Incoming = ReadonlyMap<string | undefined, readonly StepView[]>

function predecessors(step: StepView, incoming: Incoming): ReadonlySet<StepView> {
  const found = new Set<StepView>()
  const open = [step]
  for (let next = open.pop(); next; next = open.pop()) {
    for (const from of incoming.get(next.name) ?? []) {
      if (found.has(from)) continue
      found.add(from)
      open.push(from)
    }
  }
  return found
}

function incomingOf(list: StepList): Incoming | undefined {
  const edges = new Map(list.steps.map((step) => [step, edgesOf(step)]))
  if (!isSound(list, edges)) return undefined
  const incoming = new Map<string | undefined, StepView[]>()
  for (const step of list.steps)
    for (const { to } of edges.get(step) ?? []) {
      if (to === undefined) continue
      const sources = incoming.get(to) ?? []
      sources.push(step)
      incoming.set(to, sources)
    }
  return incoming
}
