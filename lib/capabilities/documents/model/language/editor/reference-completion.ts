import { lineEnd, lineStart } from '#lib/vocabulary/document-tree/lines'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import {
  entriesOf,
  memberOf,
  type DocumentFormat,
  type ParsedText,
  plainTextOf,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import { automationActions } from '../description/automation-actions'
import type { DocumentType } from '../description/document-types'
import { allSteps, declaredOutputs, stepListsOf, type StepView } from '../graph/steps'
import { automationVariables, globalVariables } from '../references/find-references'
import { earlierSteps } from '../validate/flow'
import type { Completion } from './completion'

interface Options {
  format: DocumentFormat
  typeOf: (root: TreeNode | undefined) => DocumentType
}

/** Inside `{{ … }}`: parameters, outputs of earlier steps, variables. Undefined elsewhere. */
export function referenceCompletions(
  text: string,
  offset: number,
  { format, typeOf }: Options,
): readonly Completion[] | undefined {
  const line = text.slice(lineStart(text, offset), offset)
  const begun = /\{\{\s*([\w.:/-]*)$/.exec(line)?.[1]
  if (begun === undefined) return undefined
  const rest = text.slice(offset, lineEnd(text, offset))
  const [tail = ''] = /^[\w.:/-]*/.exec(rest) ?? []
  const replace = { start: offset - begun.length, end: offset + tail.length }
  const ending = /^\s*\}\}/.test(rest.slice(tail.length)) ? '' : ' }}'
  const { root } = readable(text, offset, format)
  const isAutomation = typeOf(root).startsWith('Automation')
  return targetsAt(root, offset, isAutomation).map(({ label, detail, documentation }) => ({
    kind: 'reference',
    label,
    detail,
    documentation,
    insert: label + ending,
    replace,
  }))
}

/** If the line that is being written breaks the text, without what stands on it after its key. */
function readable(text: string, offset: number, format: DocumentFormat): ParsedText {
  const parsed = parseDocument(text, format)
  if (!parsed.problems.some(({ code }) => code === 'syntax')) return parsed
  const start = lineStart(text, offset)
  const end = lineEnd(text, offset)
  const line = text.slice(start, end)
  const kept = format === 'YAML' ? (/^\s*(?:- )*(?:[\w-]+:(?=\s))?/.exec(line)?.[0] ?? '') : line.slice(0, offset - start)
  const patched = format === 'YAML' ? kept.padEnd(line.length) : `${kept}"${line.slice(kept.length).replace(/^[^,}\]]*/, '')}`
  return parseDocument(text.slice(0, start) + patched + text.slice(end), format)
}

type Target = Pick<Completion, 'label' | 'detail' | 'documentation'>

/** What may stand between braces at a place of the text. */
export function targetsAt(root: TreeNode | undefined, offset: number, isAutomation: boolean): readonly Target[] {
  const parameters = entriesOf(memberOf(root, 'parameters')).map(({ key, value }): Target => described(key, value, 'parameter'))
  if (!isAutomation) return parameters
  const variables = entriesOf(memberOf(root, 'variables')).map(
    ({ key, value }): Target => described(`variable:${key}`, value, 'variable'),
  )
  const fixed = [...prefixed('global', globalVariables), ...prefixed('automation', automationVariables)]
  return [...outputsBefore(root, offset), ...parameters, ...variables, ...fixed]
}

function described(label: string, declaration: TreeNode, noun: string): Target {
  const type = plainTextOf(memberOf(declaration, 'type'))
  return {
    label,
    detail: type === undefined ? noun : `${noun}, ${type}`,
    documentation: plainTextOf(memberOf(declaration, 'description')) ?? '',
  }
}

function prefixed(prefix: string, variables: Readonly<Record<string, string>>): readonly Target[] {
  return Object.entries(variables).map(([name, documentation]) => ({
    label: `${prefix}:${name}`,
    detail: 'String',
    documentation,
  }))
}

function outputsBefore(root: TreeNode | undefined, offset: number): readonly Target[] {
  const steps = allSteps(stepListsOf(root))
  const current = steps.filter(({ node }) => node.start <= offset).toSorted((one, other) => other.node.start - one.node.start)[0]
  const earlier = current
    ? (earlierSteps()(current) ?? new Set(steps.filter((step) => step.list === current.list && step.index < current.index)))
    : new Set(steps)
  const own = steps.filter((step) => earlier.has(step) && step !== current).flatMap(outputTargets)
  return [...own, ...loopTargets(current)]
}

function outputTargets(step: StepView): readonly Target[] {
  if (step.name === undefined) return []
  const known = Object.entries(automationActions.get(step.action ?? '')?.outputs ?? {})
  const names = new Map<string, string>([
    ...known,
    ...declaredOutputs(step).map((name): [string, string] => [name, typeOfOutput(step, name)]),
  ])
  return [...names].map(([name, type]) => ({
    label: `${step.name}.${name}`,
    detail: type,
    documentation: `Output of step ${step.name} (${step.action}).`,
  }))
}

function typeOfOutput(step: StepView, name: string): string {
  const outputs = memberOf(step.node, 'outputs')
  const items = outputs?.kind === 'list' ? outputs.items : []
  const declared = items.find((item) => plainTextOf(memberOf(item, 'Name')) === name)
  return plainTextOf(memberOf(declared, 'Type')) ?? 'String'
}

function loopTargets(step: StepView | undefined): readonly Target[] {
  const owner = step?.list.owner
  if (!owner) return []
  const own = {
    label: `${owner.name}.CurrentIteratorValue`,
    detail: 'value of this turn',
    documentation: `What loop ${owner.name} is at.`,
  }
  return [own, ...loopTargets(owner)]
}
