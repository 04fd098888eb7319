import { blockItemsOf, insertLines } from '#lib/vocabulary/document-tree/edit-block-list'
import { type Edits, insertItem, replaced } from '#lib/vocabulary/document-tree/edit-tree'
import { columnOf, indented, shifted } from '#lib/vocabulary/document-tree/lines'
import { guessFormat, parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { applyEdits } from '#lib/vocabulary/document-tree/text-edit'
import { memberOf, type ParsedText, toValue } from '#lib/vocabulary/document-tree/tree'
import { allSteps, stepListsOf, type StepView, stepNamed } from '../graph/steps'
import { freeName } from '../validate/flow'
import { renameEdits } from './rename-step'
import { setValueAt } from './set-value'

/** A step as text that any other document takes, with its comments: an item of a YAML list, or a JSON object. */
export function copyStep(parsed: ParsedText, name: string): string | undefined {
  const step = stepNamed(stepListsOf(parsed.root), name)
  if (!step) return undefined
  const { text } = parsed
  const items = step.list.node.style === 'block' ? blockItemsOf(text, step.list.node) : undefined
  const region = items?.regions[step.index]
  if (items && region) return `${shifted(text.slice(region.start, region.end), -items.column).trimEnd()}\n`
  const { start, end } = step.node
  const indent = /^ */.exec(text.slice(start - columnOf(text, start)))?.[0].length ?? 0
  return `${shifted(text.slice(start, end), -indent)}\n`
}

export interface Paste {
  /** The step to paste after; without it the copies come first. */
  after?: string | undefined
  /** What was copied: one step, a list of steps, or a whole document. */
  text: string
}

export interface Pasted {
  edits: Edits
  /** Of the last step. */
  name: string
}

/** Names that are taken are replaced, in the copies only. Undefined where the text is no step. */
export function pasteSteps(parsed: ParsedText, { after, text }: Paste): Pasted | undefined {
  const copies = readCopies(text)
  const lists = stepListsOf(parsed.root)
  const before = after === undefined ? undefined : stepNamed(lists, after)
  if (!copies || (after !== undefined && !before)) return undefined
  const named = withFreeNames(copies, new Set(allSteps(lists).flatMap(({ name }) => name ?? [])))
  const steps = stepListsOf(named.root)[0]?.steps ?? []
  const name = steps.at(-1)?.name
  const edits = insertedAsText(parsed, named, before) ?? insertedAsValues(parsed, steps, before)
  return name === undefined || !edits ? undefined : { edits, name }
}

/** As a document with nothing but steps. */
function readCopies(text: string): ParsedText | undefined {
  const format = guessFormat(text)
  const whole = parseDocument(text, format)
  if (memberOf(whole.root, 'mainSteps')) return sound(whole)
  if (format === 'JSON') return sound(parseDocument(`{"mainSteps": ${text.trim().startsWith('[') ? text : `[${text}]`}}`, format))
  const isList = /^\s*(#[^\n]*\n\s*)*-(\s|$)/.test(text)
  const lines = isList ? text : `- ${indented(text, '  ').trimStart()}`
  return sound(parseDocument(`mainSteps:\n${lines.endsWith('\n') ? lines : `${lines}\n`}`, format))
}

function sound(parsed: ParsedText): ParsedText | undefined {
  const steps = stepListsOf(parsed.root)[0]?.steps ?? []
  const isSound = parsed.problems.every(({ code }) => code === 'notAnObject') && steps.length > 0
  return isSound && steps.every(({ name, action }) => name !== undefined && action !== undefined) ? parsed : undefined
}

function withFreeNames(copies: ParsedText, taken: ReadonlySet<string>): ParsedText {
  const used = new Set(taken)
  let parsed = copies
  for (const { name } of allSteps(stepListsOf(copies.root))) {
    if (name === undefined) continue
    const free = used.has(name) ? freeName(name, used) : name
    used.add(free)
    const edits = free === name ? undefined : renameEdits(parsed, name, free)
    if (edits) parsed = parseDocument(applyEdits(parsed.text, edits), parsed.format)
  }
  return parsed
}

/** YAML lines into YAML lines, comments and all. */
function insertedAsText(parsed: ParsedText, copies: ParsedText, before: StepView | undefined): Edits | undefined {
  const target = before?.list ?? stepListsOf(parsed.root)[0]
  const source = stepListsOf(copies.root)[0]
  if (target?.node.style !== 'block' || source?.node.style !== 'block') return undefined
  const to = blockItemsOf(parsed.text, target.node)
  const from = blockItemsOf(copies.text, source.node)
  const [first, last] = [from?.regions[0], from?.regions.at(-1)]
  if (!to || !from || !first || !last) return undefined
  const lines = shifted(copies.text.slice(first.start, last.end), to.column - from.column)
  const offset = before ? to.regions[before.index]?.end : to.regions[0]?.start
  return [insertLines(parsed.text, offset ?? target.node.end, lines.endsWith('\n') ? lines : `${lines}\n`)]
}

function insertedAsValues(parsed: ParsedText, steps: readonly StepView[], before: StepView | undefined): Edits | undefined {
  const list = before?.list ?? stepListsOf(parsed.root)[0]
  const values = steps.map(({ node }) => toValue(node))
  if (!list) return setValueAt(parsed, ['mainSteps'], values)
  if (list.node.items.length === 0) return [replaced(parsed, list.node, values)]
  return values.flatMap((value) => insertItem(parsed, list.node, { index: before ? before.index + 1 : 0, value }))
}
