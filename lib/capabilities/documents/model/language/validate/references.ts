import { itemsOf, memberOf, type Path, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { automationActions } from '../description/automation-actions'
import { declaredOutputs, type StepView, stepWords } from '../graph/steps'
import {
  automationVariables,
  globalVariables,
  type Reference,
  referencesIn,
  type Target,
  targetOf,
} from '../references/find-references'
import { type DocumentView, tell } from './document-view'
import type { Fix } from './finding'
import { earlierSteps } from './flow'
import { nearest, shown, suggestion } from './nearest'

/** Every `{{ … }}` has to mean something where it stands. */
export function checkReferences(view: DocumentView): void {
  const used = new Set<string>()
  const earlier = earlierSteps()
  for (const reference of referencesIn(view.root, view.text)) {
    const target = targetOf(reference.text)
    if (target.kind === 'parameter') used.add(target.name)
    if (reference.path[0] === 'parameters') continue
    const step = view.isAutomation ? stepAround(view, reference.path) : undefined
    checkOne(view, { reference, target, step, earlier })
  }
  if (view.isAutomation) checkOutputs(view)
  checkUnused(view, used)
}

interface Checked {
  reference: Reference
  target: Target
  step: StepView | undefined
  earlier: (step: StepView) => ReadonlySet<StepView> | undefined
}

function stepAround(view: DocumentView, path: Path): StepView | undefined {
  let found: StepView | undefined
  for (const list of view.lists) {
    const index = path[list.path.length]
    if (typeof index !== 'number' || !list.path.every((part, at) => path[at] === part)) continue
    found = list.steps.find((step) => step.index === index) ?? found
  }
  return found
}

function checkOne(view: DocumentView, checked: Checked): void {
  const { target } = checked
  switch (target.kind) {
    case 'parameter':
      checkParameter(view, checked, target.name)
      return
    case 'variable':
      if (view.isAutomation && !view.variables.has(target.name))
        unknown(view, checked, { noun: 'variable', name: target.name, known: [...view.variables.keys()] })
      return
    case 'global':
      if (view.isAutomation)
        checkKnown(view, checked, { noun: 'global variable', name: target.name, known: Object.keys(globalVariables) })
      return
    case 'automation':
      if (view.isAutomation)
        checkKnown(view, checked, { noun: 'automation variable', name: target.name, known: Object.keys(automationVariables) })
      return
    case 'output':
      if (view.isAutomation) checkOutput(view, checked, target)
      return
    case 'stored':
    case 'other':
      return
    default:
      target satisfies never
  }
}

/** In a Command document what is no parameter stays as it is, so that it need not be a mistake. */
function checkParameter(view: DocumentView, checked: Checked, name: string): void {
  if (view.parameters.has(name)) return
  const { reference, step } = checked
  const known = [...view.parameters.keys()]
  const hasStep = view.isAutomation && view.steps.has(name)
  const ending = hasStep ? `; to refer to the step, name an output: ${name}.OUTPUT.` : suggestion(name, known)
  tell(view, ['unknownParameter', view.isAutomation ? 'error' : 'warning'], {
    message: `${step ? stepWords(step) : ''}there is no parameter ${shown(name)}${ending}`,
    span: reference,
    path: reference.path,
    fixes: renames(reference, name, nearest(name, known)),
  })
}

interface Known {
  noun: string
  name: string
  known: readonly string[]
}

function checkKnown(view: DocumentView, checked: Checked, known: Known): void {
  if (!known.known.includes(known.name)) unknown(view, checked, known)
}

function unknown(view: DocumentView, { reference, step }: Checked, { noun, name, known }: Known): void {
  tell(view, ['unknownReference', 'error'], {
    message: `${step ? stepWords(step) : ''}there is no ${noun} ${shown(name)}${suggestion(name, known)}`,
    span: reference,
    path: reference.path,
    fixes: renames(reference, name, nearest(name, known)),
  })
}

function renames({ inner, text }: Pick<Reference, 'inner' | 'text'>, name: string, meant: string | undefined): readonly Fix[] {
  if (meant === undefined) return []
  const start = inner.start + text.indexOf(name)
  return [{ title: `Change to ${meant}`, edits: [{ start, end: start + name.length, text: meant }] }]
}

function checkOutput(view: DocumentView, checked: Checked, target: { step: string; output: string }): void {
  const { reference, step } = checked
  const words = step ? stepWords(step) : ''
  const source = view.steps.get(target.step)
  if (!source) {
    const known = [...view.steps.keys()]
    tell(view, ['unknownReference', 'error'], {
      message: `${words}there is no step ${shown(target.step)}${suggestion(target.step, known)}`,
      span: reference,
      path: reference.path,
      fixes: renames(reference, target.step, nearest(target.step, known)),
    })
    return
  }
  const isWithinLoop = step?.list.owner !== undefined && isAround(source, step)
  if (step && !isWithinLoop && source.list === step.list && checked.earlier(step)?.has(source) === false) {
    const message =
      source === step ? 'a step cannot use its own outputs.' : `step ${shown(target.step)} does not run before this one.`
    tell(view, ['laterStep', 'error'], { message: words + message, span: reference, path: reference.path })
  }
  checkOutputName(view, { source, output: target.output, reference, words })
}

function isAround(loop: StepView, step: StepView): boolean {
  for (let owner = step.list.owner; owner; owner = owner.list.owner) if (owner === loop) return true
  return false
}

interface OutputUse {
  source: StepView
  output: string
  reference: Pick<Reference, 'inner' | 'text' | 'path' | 'start' | 'end'>
  words: string
}

function checkOutputName(view: DocumentView, { source, output, reference, words }: OutputUse): void {
  const known = outputsOf(source)
  if (known === undefined || known.includes(output)) return
  tell(view, ['unknownOutput', 'error'], {
    message: `${words}step ${shown(source.name ?? '')} has no output ${shown(output)}${suggestion(output, known)}`,
    span: reference,
    path: reference.path,
    fixes: renames({ ...reference, text: reference.text }, output, nearest(output, known)),
  })
}

/** Undefined where anything may come out. */
export function outputsOf(step: StepView): readonly string[] | undefined {
  const action = step.action === undefined ? undefined : automationActions.get(step.action)
  if (!action || step.action === 'aws:loop') return undefined
  return [...new Set([...declaredOutputs(step), ...Object.keys(action.outputs)])]
}

/** Outputs of the runbook: step.Output, with or without braces. */
function checkOutputs(view: DocumentView): void {
  for (const [index, item] of itemsOf(memberOf(view.root, 'outputs')).entries()) {
    const text = textOf(item)
    if (text === undefined || text.includes('{{')) continue
    const target = targetOf(text.trim())
    const path: Path = ['outputs', index]
    if (target.kind !== 'output') tellBadOutput(view, item, { text, path })
    else checkNamedOutput(view, item, { text, path, step: target.step, output: target.output })
  }
}

function tellBadOutput(view: DocumentView, item: TreeNode, { text, path }: { text: string; path: Path }): void {
  const message = `Output ${shown(text)} is not of a step; expected STEP.OUTPUT.`
  tell(view, ['unknownOutput', 'error'], { message, span: item, path })
}

function checkNamedOutput(
  view: DocumentView,
  item: TreeNode,
  { text, path, step, output }: { text: string; path: Path; step: string; output: string },
): void {
  const source = view.steps.get(step)
  const start = view.text.indexOf(text, item.start)
  const reference = { text, path, start: item.start, end: item.end, inner: { start, end: start + text.length } }
  if (source) {
    checkOutputName(view, { source, output, reference, words: '' })
    return
  }
  const known = [...view.steps.keys()]
  tell(view, ['unknownReference', 'error'], {
    message: `Output ${shown(text)}: there is no step ${shown(step)}${suggestion(step, known)}`,
    span: item,
    path,
    fixes: renames(reference, step, nearest(step, known)),
  })
}

function checkUnused(view: DocumentView, used: ReadonlySet<string>): void {
  for (const [name, { keySpan }] of view.parameters) {
    if (used.has(name)) continue
    tell(view, ['unusedParameter', 'hint'], {
      message: `Parameter ${shown(name)} is not used.`,
      span: keySpan,
      path: ['parameters', name],
    })
  }
}
