import { blockItemsOf, insertLines, removeLines } from '#lib/vocabulary/document-tree/edit-block-list'
import { type Edits, insertItem, removeItem, replaced, setMember } from '#lib/vocabulary/document-tree/edit-tree'
import { insertPart } from '#lib/vocabulary/document-tree/edit-flow'
import { shifted } from '#lib/vocabulary/document-tree/lines'
import { applyEdits, type TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import { memberOf, type ParsedText, type Span, toValue } from '#lib/vocabulary/document-tree/tree'
import { allSteps, type StepList, stepListsOf, stepNamed, type StepView } from '../graph/steps'
import { freeName } from '../validate/flow'
import { renameEdits } from './rename-step'

export { deleteStep } from './delete-step'

/** What a picture of the steps does to the text. All are undefined where the document has no such step or no steps to add to. */

export interface NewStep {
  name: string
  action: string
  inputs?: unknown
  [member: string]: unknown
}

/** After the named step, in its list; without a name as the first of mainSteps. The name has to be free. */
export function addStep(parsed: ParsedText, { after, step }: { after?: string | undefined; step: NewStep }): Edits | undefined {
  const lists = stepListsOf(parsed.root)
  const before = after === undefined ? undefined : stepNamed(lists, after)
  if (after !== undefined && !before) return undefined
  const list = before?.list ?? lists[0]
  if (list) return insertItem(parsed, list.node, { index: before ? before.index + 1 : 0, value: step })
  const { root } = parsed
  return root?.kind === 'map' ? setMember(parsed, root, { key: 'mainSteps', value: [step] }) : undefined
}

/** As the first step of a loop. */
export function addStepInto(parsed: ParsedText, { loop, step }: { loop: string; step: NewStep }): Edits | undefined {
  const lists = stepListsOf(parsed.root)
  const owner = stepNamed(lists, loop)
  const list = lists.find((candidate) => candidate.owner === owner)
  if (list && owner) return insertItem(parsed, list.node, { index: 0, value: step })
  const inputs = owner && memberOf(owner.node, 'inputs')
  return inputs?.kind === 'map' ? setMember(parsed, inputs, { key: 'Steps', value: [step] }) : undefined
}

/** Right after itself, under a free name, with comments and all; steps inside a loop get free names, too. */
export function duplicateStep(parsed: ParsedText, name: string): { edits: Edits; name: string } | undefined {
  const lists = stepListsOf(parsed.root)
  const step = stepNamed(lists, name)
  if (!step) return undefined
  const span = spanOf(parsed.text, step)
  const taken = new Set(allSteps(lists).flatMap((other) => other.name ?? []))
  const renames: TextEdit[] = []
  const newName = freeName(name, taken)
  for (const inner of allSteps(lists)) {
    if (inner.name === undefined || inner.node.start < step.node.start || inner.node.end > step.node.end) continue
    const free = inner === step ? newName : freeName(inner.name, taken)
    taken.add(free)
    renames.push(
      ...(renameEdits(parsed, inner.name, free) ?? []).filter((edit) => edit.start >= span.start && edit.end <= span.end),
    )
  }
  const moved = renames.map((edit) => ({ ...edit, start: edit.start - span.start, end: edit.end - span.start }))
  const copy = applyEdits(parsed.text.slice(span.start, span.end), moved)
  return { edits: [insertCopy(parsed, step, copy)], name: newName }
}

function insertCopy(parsed: ParsedText, { list, index }: StepView, copy: string): TextEdit {
  const region = list.node.style === 'block' ? blockItemsOf(parsed.text, list.node)?.regions[index] : undefined
  if (region) return insertLines(parsed.text, region.end, copy.endsWith('\n') ? copy : `${copy}\n`)
  return insertPart(
    { ...parsed, text: parsed.text },
    { collection: list.node, parts: list.node.items },
    { index: index + 1, part: copy },
  )
}

/** Before the step that is at `index` of the list of `into` (a loop; without it mainSteps), counted before the move. */
export function moveStep(
  parsed: ParsedText,
  { name, into, index }: { name: string; into?: string | undefined; index: number },
): Edits | undefined {
  const lists = stepListsOf(parsed.root)
  const step = stepNamed(lists, name)
  const owner = into === undefined ? undefined : stepNamed(lists, into)
  const list = lists.find((candidate) => candidate.owner === owner)
  const isInside = list && step && list.node.start > step.node.start && list.node.end <= step.node.end
  if (!step || !list || isInside || (into !== undefined && !owner) || index < 0 || index > list.node.items.length)
    return undefined
  if (list === step.list && (index === step.index || index === step.index + 1)) return []
  return moved(parsed, step, { list, index })
}

function moved(parsed: ParsedText, step: StepView, { list, index }: { list: StepList; index: number }): Edits | undefined {
  const { text } = parsed
  const from = step.list.node.style === 'block' ? blockItemsOf(text, step.list.node) : undefined
  const to = list.node.style === 'block' ? blockItemsOf(text, list.node) : undefined
  const region = from?.regions[step.index]
  const isOnly = step.list.node.items.length === 1
  if (!from || !to || !region || isOnly) {
    if (step.node.style === 'block' || list.node.style === 'block' || list === step.list)
      return movedAsValue(parsed, step, { list, index })
    const part = text.slice(step.node.start, step.node.end)
    const inserted = insertPart(parsed, { collection: list.node, parts: list.node.items }, { index, part })
    return [...removeItem(parsed, step.list.node, step.index), inserted]
  }
  const offset = to.regions[index]?.start ?? to.regions.at(-1)?.end ?? list.node.end
  const lines = shifted(text.slice(region.start, region.end), to.column - from.column)
  const whole = lines.endsWith('\n') ? lines : `${lines}\n`
  const isLast = offset === text.length
  return [removeLines(text, region), isLast ? insertLines(text, offset, whole) : { start: offset, end: offset, text: whole }]
}

/** Between styles, and within flow lists, the step is printed anew. */
function movedAsValue(parsed: ParsedText, step: StepView, { list, index }: { list: StepList; index: number }): Edits | undefined {
  const value = toValue(step.node)
  if (list !== step.list)
    return [...removeItem(parsed, step.list.node, step.index), ...insertItem(parsed, list.node, { index, value })]
  const values = list.node.items.map(toValue).toSpliced(step.index, 1)
  return [replaced(parsed, list.node, values.toSpliced(index > step.index ? index - 1 : index, 0, value))]
}

/** A step in the list it belongs to, comments included where it has lines of its own. */
function spanOf(text: string, step: StepView): Span {
  const region = step.list.node.style === 'block' ? blockItemsOf(text, step.list.node)?.regions[step.index] : undefined
  return region ?? { start: step.node.start, end: step.node.end }
}
