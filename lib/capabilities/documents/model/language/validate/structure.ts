import {
  type Entry,
  entryOf,
  memberOf,
  type MapNode,
  plainTextOf,
  type Span,
  textOf,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import { choiceMembers } from '../description/choices'
import { stepLanguages } from '../description/steps'
import type { ActionSpec, EitherSpec, ListSpec, MapSpec, Members, ObjectSpec, Spec, StepSpec } from '../spec/spec'
import { wholeReference } from '../spec/reference-text'
import { expectedOf, kindWords } from './expected'
import type { RawFinding } from './finding'
import { listed, nearest, shown, suggestion } from './nearest'
import { insideQuotes, nameOf, type Place } from './place'
import { checkScalar, fitsScalar } from './scalars'

/** Checks a tree against the description: members, types, allowed values. The JSON Schemas say the same. */
export function checkStructure(root: TreeNode, spec: Spec): readonly RawFinding[] {
  const findings: RawFinding[] = []
  checkNode(root, spec, { path: [], report: (finding) => findings.push(finding), where: '' })
  return findings
}

const at = (place: Place, part: string | number): Place => ({ ...place, path: [...place.path, part] })

function checkNode(node: TreeNode, spec: Spec, place: Place): void {
  if (spec.kind === 'any') return
  if (!fits(node, spec)) {
    report(node, spec, place)
    return
  }
  if (spec.kind === 'either') checkEither(node, spec, place)
  else if (node.kind === 'scalar') checkScalar(node, spec, place)
  else if (node.kind === 'list') {
    if (spec.kind === 'list') checkList(node.items, spec, { ...place, span: node })
  } else checkMap(node, spec, place)
}

function checkEither(node: TreeNode, spec: EitherSpec, place: Place): void {
  const chosen = spec.of.find((candidate) => fits(node, candidate))
  if (chosen) checkNode(node, chosen, place)
}

function report(node: TreeNode, spec: Spec, place: Place): void {
  const { start, end } = node
  const message = `${place.where}${nameOf(place)} is ${kindWords(node)}; expected ${expectedOf(spec)}.`
  const code = spec.kind === 'text' && spec.role === 'schemaVersion' ? 'schemaVersion' : 'wrongType'
  place.report({ code, severity: 'error', message, path: place.path, start, end })
}

function fits(node: TreeNode, spec: Spec): boolean {
  switch (spec.kind) {
    case 'any':
      return true
    case 'either':
      return spec.of.some((candidate) => fits(node, candidate))
    case 'list':
      return node.kind === 'list' || isWholeReference(node)
    case 'map':
    case 'object':
      return node.kind === 'map' || isWholeReference(node)
    case 'step':
    case 'choice':
      return node.kind === 'map'
    case 'text':
    case 'integer':
    case 'boolean':
      return node.kind === 'scalar' && fitsScalar(node, spec)
    default:
      return spec satisfies never
  }
}

function isWholeReference(node: TreeNode): boolean {
  return wholeReference.test(textOf(node) ?? '')
}

function checkList(items: readonly TreeNode[], spec: ListSpec, place: Place & { span: Span }): void {
  const { path, span } = place
  const [start, end] = [span.start, Math.min(span.end, span.start + 1)]
  const name = nameOf(place)
  if (spec.minItems !== undefined && items.length < spec.minItems) {
    const message = `${place.where}${name} has ${items.length} items; expected at least ${spec.minItems}.`
    place.report({ code: 'tooFew', severity: 'error', message, path, start, end })
  }
  if (spec.maxItems !== undefined && items.length > spec.maxItems) {
    const message = `${place.where}${name} has ${items.length} items; expected at most ${spec.maxItems}.`
    place.report({ code: 'tooMany', severity: 'error', message, path, start, end })
  }
  for (const [index, item] of items.entries()) checkNode(item, spec.of, at(place, index))
}

function checkMap(node: MapNode, spec: Spec, place: Place): void {
  if (spec.kind === 'map') checkEntries(node, spec, place)
  else if (spec.kind === 'object') checkObject(node, spec, place)
  else if (spec.kind === 'choice') {
    checkObject(node, { kind: 'object', description: '', members: choiceMembers(spec), noun: 'operator' }, place)
  } else if (spec.kind === 'step') checkStep(node, spec, place)
}

function checkEntries(node: MapNode, spec: MapSpec, place: Place): void {
  checkFilled(node, spec.minItems ?? 0, place)
  const pattern = spec.keyPattern === undefined ? undefined : new RegExp(spec.keyPattern, 'u')
  for (const { key, keySpan, value } of node.entries) {
    const inner = at(place, key)
    if (pattern && !pattern.test(key)) {
      const message = `${place.where}${shown(key)} is not a name; expected ${spec.keyWords}.`
      place.report({ code: 'badName', severity: 'error', message, path: inner.path, start: keySpan.start, end: keySpan.end })
    }
    checkNode(value, spec.of, inner)
  }
}

function checkFilled({ entries, start, end }: MapNode, least: number, place: Place): void {
  if (entries.length >= least) return
  const message = `${place.where}${nameOf(place)} is empty; expected at least ${least}.`
  place.report({ code: 'tooFew', severity: 'error', message, path: place.path, start, end })
}

function checkObject(node: MapNode, spec: ObjectSpec, place: Place): void {
  if (spec.isFilled) checkFilled(node, 1, place)
  const meant = new Set<string | undefined>()
  const present = new Set(node.entries.map(({ key }) => key))
  const free = Object.keys(spec.members).filter((name) => !present.has(name))
  for (const entry of node.entries) {
    const member = Object.hasOwn(spec.members, entry.key) ? spec.members[entry.key] : undefined
    if (member) checkNode(entry.value, member, at(place, entry.key))
    else if (!spec.isOpen) {
      const name = unknownMember(entry, { spec, free }, place)
      if (!spec.isLenient) meant.add(name)
    }
  }
  for (const [name, member] of Object.entries(spec.members)) {
    if (member.isRequired && !present.has(name) && !meant.has(name)) missing(node, name, { place, member })
  }
}

function unknownMember(
  { key, keySpan }: Entry,
  { spec, free }: { spec: ObjectSpec; free: readonly string[] },
  place: Place,
): string | undefined {
  const meant = nearest(key, free)
  const noun = spec.noun ?? (place.path.at(-1) === 'inputs' ? 'input' : 'member')
  const fixes =
    meant === undefined ? [] : [{ title: `Rename to ${meant}`, edits: [{ ...insideQuotes(key, keySpan), text: meant }] }]
  place.report({
    code: 'unknownMember',
    severity: spec.isLenient ? 'warning' : 'error',
    message: `${place.where}unknown ${noun} ${shown(key)}${suggestion(key, free, meant)}`,
    path: [...place.path, key],
    start: keySpan.start,
    end: keySpan.end,
    fixes,
  })
  return meant
}

function missing(node: MapNode, name: string, { place, member }: { place: Place; member: Spec }): void {
  const first = node.entries[0]?.keySpan ?? { start: node.start, end: Math.min(node.end, node.start + 1) }
  const owner = place.path.length === 0 ? 'the document' : nameOf(place)
  const message = `${place.where}${owner} has no ${name}; expected ${expectedOf(member)}. ${member.description}`
  const code = name === 'schemaVersion' ? 'schemaVersion' : 'missingMember'
  place.report({ code, severity: 'error', message, path: [...place.path, name], start: first.start, end: first.end })
}

function checkStep(node: MapNode, spec: StepSpec, place: Place): void {
  const { members, actions, noun } = stepLanguages[spec.family]
  const name = plainTextOf(memberOf(node, 'name'))
  const where =
    name === undefined || name === '' ? `Step ${Number(place.path.at(-1) ?? 0) + 1}: ` : `Step \`${name.slice(0, 64)}\`: `
  const inStep = { ...place, where }
  const actionNode = memberOf(node, 'action')
  const written = textOf(actionNode)
  const action = written === undefined ? undefined : actions.get(written)
  checkObject(node, { kind: 'object', description: '', members, noun: 'member of a step' }, inStep)
  if (actionNode && written !== undefined && !action) unknownAction(actionNode, { written, actions, noun }, inStep)
  if (action) checkInputs(node, action, inStep)
}

interface UnknownAction {
  written: string
  actions: ReadonlyMap<string, ActionSpec>
  noun: string
}

function unknownAction(node: TreeNode, { written, actions, noun }: UnknownAction, place: Place): void {
  const names = [...actions.keys()]
  const meant = nearest(written, names)
  place.report({
    code: 'unknownAction',
    severity: 'error',
    message: `${place.where}there is no ${noun} ${shown(written)}${meant === undefined ? `; ${noun}s look like ${names[0]}.` : `; did you mean ${meant}?`}`,
    path: [...place.path, 'action'],
    start: node.start,
    end: node.end,
    fixes: meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ ...insideQuotes(written, node), text: meant }] }],
  })
}

function checkInputs(node: MapNode, { inputs }: ActionSpec, place: Place): void {
  const given = entryOf(node, 'inputs')
  if (given) {
    checkNode(given.value, inputs, at(place, 'inputs'))
    return
  }
  const needed = requiredOf(inputs.members)
  const isMistyped = node.entries.some(({ key }) => nearest(key, ['inputs']) !== undefined)
  if (needed.length === 0 || isMistyped) return
  const { start, end } = entryOf(node, 'action')?.keySpan ?? node
  const message = `${place.where}has no inputs; expected ${listed(needed).replace(/ or (?=[^ ]*$)/, ' and ')}.`
  place.report({ code: 'missingMember', severity: 'error', message, path: [...place.path, 'inputs'], start, end })
}

export function requiredOf(members: Members): readonly string[] {
  return Object.entries(members).flatMap(([name, member]) => (member.isRequired ? [name] : []))
}
