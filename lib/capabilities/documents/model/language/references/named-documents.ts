import {
  memberOf,
  type ParsedText,
  type Path,
  type Span,
  textOf,
  toValue,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import type { DocumentType } from '../description/document-types'
import { allSteps, inputsOf, type StepView, stepListsOf } from '../graph/steps'

/** A document that a step names, with the place of the name. What holds a reference is known only when it runs. */
export interface NamedDocument extends Span {
  name: string
  version: string | undefined
  /** What the step can do something with. */
  type: DocumentType | undefined
  path: Path
}

/** An attachment of the document itself that a step names. */
export interface NamedAttachment extends Span {
  name: string
  path: Path
}

export function documentsNamedIn({ root }: ParsedText): readonly NamedDocument[] {
  return allSteps(stepListsOf(root)).flatMap((step) => readers[step.action ?? '']?.(step) ?? [])
}

export function attachmentsNamedIn({ root }: ParsedText): readonly NamedAttachment[] {
  return allSteps(stepListsOf(root)).flatMap((step) => {
    const node = step.action === 'aws:executeScript' ? memberOf(inputsOf(step), 'Attachment') : undefined
    const name = plain(node)
    return node && name !== undefined ? [{ name, start: node.start, end: node.end, path: pathOf(step, 'Attachment') }] : []
  })
}

type Reader = (step: StepView) => readonly NamedDocument[]

const readers: Readonly<Record<string, Reader>> = {
  'aws:runCommand': (step) => inTwoMembers(step, ['DocumentName', 'DocumentVersion'], 'Command'),
  'aws:executeAutomation': (step) => inTwoMembers(step, ['DocumentName', 'DocumentVersion'], 'Automation'),
  'aws:configurePackage': (step) => inTwoMembers(step, ['name', 'version'], 'Package'),
  'aws:runDocument': (step) =>
    plain(memberOf(inputsOf(step), 'documentType')) === 'SSMDocument' ? inOneMember(step, 'documentPath', 'Command') : [],
  'aws:downloadContent': (step) => (plain(memberOf(inputsOf(step), 'sourceType')) === 'SSMDocument' ? inDetails(step) : []),
}

function inTwoMembers(step: StepView, [nameKey, versionKey]: readonly [string, string], type: DocumentType) {
  const node = memberOf(inputsOf(step), nameKey)
  const name = plain(node)
  const version = memberOf(inputsOf(step), versionKey)
  if (!node || name === undefined || (version && plain(version) === undefined)) return []
  return [{ name, version: plain(version), type, start: node.start, end: node.end, path: pathOf(step, nameKey) }]
}

function inOneMember(step: StepView, key: string, type: DocumentType | undefined): readonly NamedDocument[] {
  const node = memberOf(inputsOf(step), key)
  const name = plain(node)
  if (!node || name === undefined) return []
  return [{ ...reference(name), type, start: node.start, end: node.end, path: pathOf(step, key) }]
}

/** `{"name": "NAME:VERSION"}`, as an object or as JSON text. */
function inDetails(step: StepView): readonly NamedDocument[] {
  const node = memberOf(inputsOf(step), 'sourceInfo')
  const name = node && nameInDetails(node)
  if (!node || name === undefined) return []
  const { start, end } = memberOf(node, 'name') ?? node
  return [{ ...reference(name), type: undefined, start, end, path: pathOf(step, 'sourceInfo') }]
}

function nameInDetails(node: TreeNode): string | undefined {
  const given = toValue(node)
  const details: unknown = typeof given === 'string' ? jsonOf(given) : given
  const name = typeof details === 'object' && details !== null && 'name' in details ? details.name : undefined
  return typeof name === 'string' && isPlain(name) ? name : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A version may follow after a colon, of which an ARN has some of its own. */
function reference(text: string): { name: string; version: string | undefined } {
  const [, name = text, version] = /^(arn:.*\/[^:]+|[^:]+)(?::(.+))?$/.exec(text) ?? []
  return { name, version }
}

function pathOf(step: StepView, key: string): Path {
  return [...step.path, 'inputs', key]
}

function plain(node: TreeNode | undefined): string | undefined {
  const text = node?.kind === 'scalar' && typeof node.value === 'number' ? String(node.value) : textOf(node)
  return text !== undefined && isPlain(text) ? text : undefined
}

function isPlain(text: string): boolean {
  return text !== '' && !text.includes('{{')
}
