import { itemsOf, memberOf, type ParsedText, type Span, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import type { TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import { edgesOf } from '../graph/edges'
import { allSteps, stepListsOf } from '../graph/steps'
import { referencesIn, targetOf } from '../references/find-references'
import { insideQuotes } from '../validate/place'

/** Every place that names the step: its name, nextStep, choices, onFailure, references, outputs. In the order of the text. */
export function stepOccurrences(parsed: ParsedText, name: string): readonly Span[] {
  const { root } = parsed
  if (!root) return []
  const steps = allSteps(stepListsOf(root))
  const names = steps.filter((step) => step.name === name).flatMap((step) => ending(memberOf(step.node, 'name'), name))
  const targets = steps
    .flatMap((step) => edgesOf(step))
    .flatMap(({ to, target }) => (to === name && target ? ending(target.node, name) : []))
  const references = referencesIn(root, parsed.text).flatMap(({ text, inner }) => {
    const target = targetOf(text)
    return target.kind === 'output' && target.step === name ? [{ start: inner.start, end: inner.start + name.length }] : []
  })
  const outputs = itemsOf(memberOf(root, 'outputs')).flatMap((item) => outputOf(parsed.text, item, name))
  const all = new Map([...names, ...targets, ...references, ...outputs].map((span) => [span.start, span]))
  return [...all.values()].toSorted((one, other) => one.start - other.start)
}

/** Values end with the name: `step:NAME`, or the name alone. */
function ending(node: TreeNode | undefined, name: string): readonly Span[] {
  if (node?.kind !== 'scalar' || !node.raw.endsWith(name)) return []
  const { end } = insideQuotes(node.raw, node)
  return [{ start: end - name.length, end }]
}

function outputOf(text: string, item: TreeNode, name: string): readonly Span[] {
  const written = textOf(item)?.trim() ?? ''
  if (!written.startsWith(`${name}.`)) return []
  const start = text.indexOf(written, item.start)
  return start === -1 || start > item.end ? [] : [{ start, end: start + name.length }]
}

/** Undefined if the new name is no name, or another step has it. */
export function renameStep(parsed: ParsedText, from: string, to: string): readonly TextEdit[] | undefined {
  const isTaken = allSteps(stepListsOf(parsed.root)).some(({ name }) => name === to)
  return isTaken || !/^[a-zA-Z0-9_-]{1,128}$/.test(to) ? undefined : renameEdits(parsed, from, to)
}

export function renameEdits(parsed: ParsedText, from: string, to: string): readonly TextEdit[] | undefined {
  const places = stepOccurrences(parsed, from)
  return places.length === 0 ? undefined : places.map((span) => ({ ...span, text: to }))
}
