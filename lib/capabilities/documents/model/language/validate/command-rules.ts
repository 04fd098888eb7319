import { memberOf, itemsOf, textOf, entryOf, plainTextOf } from '#lib/vocabulary/document-tree/tree'
import { commandPlugins } from '../description/command-plugins'
import { inputsOf, isTrue, type StepView, stepWords } from '../graph/steps'
import { type DocumentView, tell } from './document-view'
import { shown } from './nearest'

const platforms: readonly string[] = ['Linux', 'MacOS', 'Windows']

/** Preconditions, platforms and the last step of a Command document. */
export function checkCommandRules(view: DocumentView): void {
  const version = plainTextOf(memberOf(view.root, 'schemaVersion'))
  for (const step of view.lists[0]?.steps ?? []) {
    checkPrecondition(view, step, version)
    checkFinally(view, step)
  }
}

function checkPrecondition(view: DocumentView, step: StepView, version: string | undefined): void {
  const entry = entryOf(step.node, 'precondition')
  if (!entry) return
  const path = [...step.path, 'precondition']
  if (version !== '2.2') {
    const message = `${stepWords(step)}preconditions need schemaVersion 2.2; this document has ${shown(version ?? '')}.`
    tell(view, ['badPrecondition', 'error'], { message, span: entry.keySpan, path })
  }
  const operands = itemsOf(memberOf(entry.value, 'StringEquals')).map((operand) => textOf(operand) ?? '')
  if (operands.length !== 2) {
    if (entry.value.kind === 'map' && entry.value.entries.length === 0) {
      const message = `${stepWords(step)}the precondition is empty; expected StringEquals.`
      tell(view, ['badPrecondition', 'error'], { message, span: entry.keySpan, path })
    }
    return
  }
  checkOperands(view, step, operands)
}

function checkOperands(view: DocumentView, step: StepView, operands: readonly string[]): void {
  const span = memberOf(step.node, 'precondition') ?? step.node
  const path = [...step.path, 'precondition', 'StringEquals']
  const platform = operands.find((operand) => operand !== 'platformType')
  if (!operands.includes('platformType')) {
    if (operands.some((operand) => operand.includes('{{'))) return
    const message = `${stepWords(step)}the precondition compares two fixed texts; expected platformType or a parameter.`
    tell(view, ['badPrecondition', 'error'], { message, span, path })
    return
  }
  if (platform === undefined || platform.includes('{{')) return
  const known = platforms.find((name) => name.toLowerCase() === platform.toLowerCase())
  if (!known) {
    const message = `${stepWords(step)}there is no platform ${shown(platform)}; expected ${platforms.join(', ')}.`
    tell(view, ['badPrecondition', 'warning'], { message, span, path })
    return
  }
  const runsOn = step.action === undefined ? undefined : commandPlugins.get(step.action)?.platforms
  if (runsOn && !runsOn.some((name) => name === known)) {
    const message = `${stepWords(step)}${step.action} does not run on ${known}, so this step never runs.`
    tell(view, ['platformAction', 'warning'], { message, span, path })
  }
}

function checkFinally(view: DocumentView, step: StepView): void {
  const node = memberOf(inputsOf(step), 'finallyStep')
  if (!node || !isTrue(node) || step.index === step.list.node.items.length - 1) return
  const message = `${stepWords(step)}finallyStep counts only on the last step.`
  tell(view, ['endHasNext', 'warning'], { message, span: node, path: [...step.path, 'inputs', 'finallyStep'] })
}
