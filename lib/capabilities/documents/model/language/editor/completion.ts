import { guessFormat, parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { type DocumentFormat, entriesOf, nodeAt, type ParsedText, type Path, type Span } from '#lib/vocabulary/document-tree/tree'
import { type DocumentType, shapeOf, typeOfVersion } from '../description/document-types'
import { stepLanguages } from '../description/steps'
import { stepListsOf } from '../graph/steps'
import type { Spec, TextSpec } from '../spec/spec'
import { expectedOf } from '../validate/expected'
import { schemaVersionOf } from '../validate/validate-document'
import { cursorAt, type Cursor } from './cursor'
import { memberWords, summaryWords } from './hover-words'
import { referenceCompletions } from './reference-completion'
import { membersOf, specsAt } from './spec-at'

export interface Completion {
  kind: 'key' | 'action' | 'value' | 'step' | 'reference'
  label: string
  /** One line beside the label. */
  detail: string
  /** Markdown. */
  documentation: string
  insert: string
  replace: Span
}

export interface EditorOptions {
  type?: DocumentType | undefined
  format?: DocumentFormat | undefined
}

/** What may stand at a place of a text that is being written, best first. */
export function completionsAt(
  text: string,
  offset: number,
  { type, format = guessFormat(text) }: EditorOptions = {},
): readonly Completion[] {
  const known = (root: ParsedText['root']): DocumentType => type ?? typeOfVersion(schemaVersionOf(root)) ?? 'Command'
  const inReference = referenceCompletions(text, offset, { format, typeOf: known })
  if (inReference) return inReference
  const cursor = cursorAt(text, offset, format)
  const parsed = cursor.asKey?.parsed ?? cursor.asValue?.parsed ?? parseDocument(text, format)
  const shape = shapeOf(known(parsed.root), schemaVersionOf(parsed.root))
  if (!shape) return []
  const keys = keyCompletions(cursor, shape.spec, format)
  return [...valueCompletions(cursor, shape.spec, format), ...keys]
}

function keyCompletions({ asKey, word, isQuoted }: Cursor, spec: Spec, format: DocumentFormat): readonly Completion[] {
  if (!asKey) return []
  const { root } = asKey.parsed
  const node = nodeAt(root, asKey.path)
  const taken = new Set(entriesOf(node).map(({ key }) => key))
  const members = specsAt(root, spec, asKey.path).flatMap((candidate) => Object.entries(membersOf(candidate, node) ?? {}))
  return members
    .filter(([name]) => !taken.has(name))
    .toSorted(([, one], [, other]) => Number(other.isRequired ?? false) - Number(one.isRequired ?? false))
    .map(([name, member]) => ({
      kind: 'key',
      label: name,
      detail: `${expectedOf(member)}${member.isRequired ? ', required' : ''}`,
      documentation: memberWords(name, member),
      insert: isQuoted ? name : `${format === 'JSON' ? JSON.stringify(name) : name}: `,
      replace: word,
    }))
}

interface Value {
  kind: Completion['kind']
  text: string
  detail: string
  documentation: string
}

function valueCompletions({ asValue, word, isQuoted }: Cursor, spec: Spec, format: DocumentFormat): readonly Completion[] {
  if (!asValue) return []
  const found = specsAt(asValue.parsed.root, spec, asValue.path).flatMap((candidate) => valuesOf(candidate, asValue))
  return found.map(({ kind, text, detail, documentation }) => {
    const isBare = isQuoted || format === 'YAML' || text === 'true' || text === 'false'
    return { kind, label: text, detail, documentation, insert: isBare ? text : JSON.stringify(text), replace: word }
  })
}

function valuesOf(spec: Spec, place: { path: Path; parsed: ParsedText }): readonly Value[] {
  if (spec.kind === 'boolean')
    return ['true', 'false'].map((text) => ({ kind: 'value', text, detail: '', documentation: spec.description }))
  if (spec.kind !== 'text') return []
  const values = (spec.values ?? []).map((text): Value => ({ kind: 'value', text, detail: '', documentation: spec.description }))
  return [...values, ...roleValues(spec, place)]
}

function roleValues({ role, values }: TextSpec, { path, parsed }: { path: Path; parsed: ParsedText }): readonly Value[] {
  switch (role) {
    case 'action':
      return actionValues(parsed)
    case 'nextStep':
      return stepValues(parsed, path, '')
    case 'onFailure':
      return values ? [] : [...words(['Abort', 'Continue']), ...stepValues(parsed, path, 'step:')]
    case 'onCancel':
      return [...words(['Abort']), ...stepValues(parsed, path, 'step:')]
    case 'variableName':
      return entriesOf(nodeAt(parsed.root, ['variables'])).map(({ key }) => ({
        kind: 'value',
        text: `variable:${key}`,
        detail: 'variable',
        documentation: '',
      }))
    default:
      return []
  }
}

function words(texts: readonly string[]): readonly Value[] {
  return texts.map((text) => ({ kind: 'value', text, detail: '', documentation: '' }))
}

function actionValues({ root }: ParsedText): readonly Value[] {
  const { actions, noun } = stepLanguages[schemaVersionOf(root)?.startsWith('0.') ? 'automation' : 'command']
  return [...actions.values()].map((action) => ({
    kind: 'action',
    text: action.name,
    detail: noun,
    documentation: summaryWords(action),
  }))
}

/** Steps of the list that the path is in. */
function stepValues({ root }: ParsedText, path: Path, prefix: string): readonly Value[] {
  const around = stepListsOf(root).filter((list) => list.path.every((part, index) => path[index] === part))
  const list = around.toSorted((one, other) => other.path.length - one.path.length)[0]
  const own = path[list?.path.length ?? 0]
  return (list?.steps ?? []).flatMap(({ name, action, index }): Value[] =>
    name === undefined || index === own
      ? []
      : [{ kind: 'step', text: prefix + name, detail: action ?? '', documentation: `Step ${index + 1}.` }],
  )
}
