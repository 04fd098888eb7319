import { guessFormat, parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import {
  type Entry,
  isWithin,
  memberOf,
  type ParsedText,
  type Path,
  plainTextOf,
  type Span,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import { shapeOf, typeOfVersion } from '../description/document-types'
import { stepLanguages } from '../description/steps'
import { stepOccurrences } from '../edit/rename-step'
import { allSteps, type StepView, stepListsOf } from '../graph/steps'
import { automationVariables, globalVariables, referencesIn, targetOf } from '../references/find-references'
import { schemaVersionOf } from '../validate/validate-document'
import type { EditorOptions } from './completion'
import { actionWords, memberWords } from './hover-words'
import { specsAt } from './spec-at'

export interface Hover {
  span: Span
  /** Markdown. */
  text: string
}

/** What stands at a place: a key, an action, a reference, a step that is named. */
export function hoverAt(
  text: string,
  offset: number,
  { type, format = guessFormat(text) }: EditorOptions = {},
): Hover | undefined {
  const parsed = parseDocument(text, format)
  const { root } = parsed
  if (!root) return undefined
  return (
    referenceHover(parsed, root, offset) ??
    stepHover(parsed, offset) ??
    keyHover(parsed, offset, type) ??
    actionHover(parsed, offset)
  )
}

function keyHover({ root }: ParsedText, offset: number, type: EditorOptions['type']): Hover | undefined {
  const version = schemaVersionOf(root)
  const shape = shapeOf(type ?? typeOfVersion(version) ?? 'Command', version)
  const found = root && entryAt(root, offset)
  if (!found || !shape) return undefined
  const [spec] = specsAt(root, shape.spec, [...found.path, found.entry.key])
  return spec && { span: found.entry.keySpan, text: memberWords(found.entry.key, spec) }
}

function entryAt(root: TreeNode, offset: number): { entry: Entry; path: Path } | undefined {
  let node: TreeNode | undefined = root
  let path: Path = []
  while (node && node.kind !== 'scalar') {
    if (node.kind === 'list') {
      const index: number = node.items.findIndex((item) => isWithin(offset, item))
      path = [...path, index]
      node = node.items[index]
    } else {
      const entry: Entry | undefined = node.entries.findLast(({ keySpan }) => keySpan.start <= offset)
      if (!entry) return undefined
      if (isWithin(offset, entry.keySpan)) return { entry, path }
      path = [...path, entry.key]
      node = entry.value
    }
  }
  return undefined
}

function actionHover({ root }: ParsedText, offset: number): Hover | undefined {
  const { actions } = stepLanguages[schemaVersionOf(root)?.startsWith('0.') ? 'automation' : 'command']
  for (const step of allSteps(stepListsOf(root))) {
    const node = memberOf(step.node, 'action')
    const action = actions.get(step.action ?? '')
    if (node && action && isWithin(offset, node)) return { span: node, text: actionWords(action) }
  }
  return undefined
}

function referenceHover({ text }: ParsedText, root: TreeNode, offset: number): Hover | undefined {
  const reference =
    text.lastIndexOf('{{', offset) === -1 ? undefined : referencesIn(root, text).find((one) => isWithin(offset, one))
  if (!reference) return undefined
  const target = targetOf(reference.text)
  const words = (noun: string, name: string, more: string): Hover => ({
    span: reference,
    text: `**${name}** (${noun})\n\n${more}`.trim(),
  })
  switch (target.kind) {
    case 'parameter':
    case 'variable': {
      const section = target.kind === 'parameter' ? 'parameters' : 'variables'
      const declaration = memberOf(memberOf(root, section), target.name)
      const type = plainTextOf(memberOf(declaration, 'type')) ?? 'unknown'
      return words(`${target.kind}, ${type}`, target.name, plainTextOf(memberOf(declaration, 'description')) ?? '')
    }
    case 'output':
      return words('output', reference.text, `Output ${target.output} of step ${target.step}.`)
    case 'global':
      return words('global variable', target.name, globalVariables[target.name] ?? 'Not known.')
    case 'automation':
      return words('automation variable', target.name, automationVariables[target.name] ?? 'Not known.')
    case 'stored':
      return words('Parameter Store', target.name, 'Taken from Parameter Store when the document runs.')
    case 'other':
      return undefined
    default:
      return target satisfies never
  }
}

function stepHover(parsed: ParsedText, offset: number): Hover | undefined {
  const found = stepNamedAt(parsed, offset)
  if (!found) return undefined
  const { step, span } = found
  const description = plainTextOf(memberOf(step.node, 'description'))
  const text = [
    `**${step.name}** (step ${step.index + 1}, ${step.action ?? 'no action'})`,
    ...(description === undefined ? [] : [description]),
  ].join('\n\n')
  return { span, text }
}

/** The step whose name stands at the offset: its own, or wherever it is named. */
export function stepNamedAt(parsed: ParsedText, offset: number): { step: StepView; span: Span } | undefined {
  const steps = allSteps(stepListsOf(parsed.root)).toReversed()
  const named = new Map(steps.map((step) => [step.name, step]))
  for (const [name, step] of named) {
    if (name === undefined || !nearText(parsed.text, offset, name)) continue
    const span = stepOccurrences(parsed, name).find((one) => isWithin(offset, one))
    if (span) return { step, span }
  }
  return undefined
}

function nearText(text: string, offset: number, name: string): boolean {
  return text.slice(Math.max(0, offset - name.length), offset + name.length).includes(name)
}

/** For "go to step": where the step that is named at the offset has its name. */
export function definitionAt(parsed: ParsedText, offset: number): Span | undefined {
  const node = memberOf(stepNamedAt(parsed, offset)?.step.node, 'name')
  return node && { start: node.start, end: node.end }
}

/** The innermost step around the offset. */
export function stepAround(parsed: ParsedText, offset: number): StepView | undefined {
  return allSteps(stepListsOf(parsed.root)).findLast(({ node }) => isWithin(offset, node))
}
