import { constraintProblems } from '#lib/vocabulary/parameter-constraints'
import { type ParameterDeclaration, textsOf } from '#lib/vocabulary/parameter-declaration'
import { compilePattern } from '#lib/vocabulary/parameter-pattern'
import { baseTypeOf, convertTexts, type ParameterType } from '#lib/vocabulary/parameter-value'
import { type Entry, itemsOf, memberOf, plainTextOf, textOf, toValue, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { type DocumentView, tell } from './document-view'

/** Declarations of parameters and variables, against themselves. */
export function checkParameters(view: DocumentView): void {
  for (const entry of view.parameters.values()) checkDeclaration(view, entry, { noun: 'Parameter', section: 'parameters' })
  for (const entry of view.variables.values()) checkDeclaration(view, entry, { noun: 'Variable', section: 'variables' })
}

interface Section {
  noun: 'Parameter' | 'Variable'
  section: 'parameters' | 'variables'
}

function checkDeclaration(view: DocumentView, { key, value }: Entry, section: Section): void {
  const type = baseTypeOf(textOf(memberOf(value, 'type')) ?? '')
  const words = `${section.noun} \`${key.slice(0, 64)}\`: `
  const path = [section.section, key]
  const pattern = checkPattern(view, value, { words, path })
  checkBounds(view, value, { words, path })
  if (!type) return
  const declaration = declarationOf(value, type, pattern)
  checkAllowedValues(view, value, { words, path, type })
  checkDefault(view, value, { words, path, declaration })
  if (section.noun === 'Parameter') checkSecret(view, { key, value }, { words, path })
}

interface About {
  words: string
  path: readonly string[]
}

function checkPattern(view: DocumentView, value: TreeNode, { words, path }: About): RegExp | undefined {
  const node = memberOf(value, 'allowedPattern')
  const text = textOf(node)
  if (!node || text === undefined) return undefined
  const compiled = compilePattern(text)
  if (compiled.kind === 'compiled') return compiled.pattern
  tell(view, [compiled.reason, 'error'], {
    message: `${words}allowedPattern ${compiled.problem}.`,
    span: node,
    path: [...path, 'allowedPattern'],
  })
  return undefined
}

function numberOf(node: TreeNode | undefined): number | undefined {
  const text = plainTextOf(node)
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function checkBounds(view: DocumentView, value: TreeNode, { words, path }: About): void {
  for (const [least, most] of [
    ['minItems', 'maxItems'],
    ['minChars', 'maxChars'],
  ] as const) {
    const [low, high] = [numberOf(memberOf(value, least)), numberOf(memberOf(value, most))]
    const node = memberOf(value, least)
    if (!node || low === undefined || high === undefined || low <= high) continue
    tell(view, ['badBounds', 'error'], {
      message: `${words}${least} ${low} is more than ${most} ${high}.`,
      span: node,
      path: [...path, least],
    })
  }
}

function declarationOf(value: TreeNode, type: ParameterType, allowedPattern: RegExp | undefined): ParameterDeclaration {
  const allowed = memberOf(value, 'allowedValues')
  return {
    type,
    description: '',
    default: undefined,
    allowedValues: allowed?.kind === 'list' ? allowed.items.map((item) => plainTextOf(item) ?? '') : undefined,
    allowedPattern,
    minChars: numberOf(memberOf(value, 'minChars')),
    maxChars: numberOf(memberOf(value, 'maxChars')),
    minItems: numberOf(memberOf(value, 'minItems')),
    maxItems: numberOf(memberOf(value, 'maxItems')),
  }
}

function checkAllowedValues(view: DocumentView, value: TreeNode, { words, path, type }: About & { type: ParameterType }): void {
  if (type === 'StringMap' || type === 'MapList') return
  const itemType = type === 'StringList' ? 'String' : type
  for (const [index, item] of itemsOf(memberOf(value, 'allowedValues')).entries()) {
    const text = plainTextOf(item)
    const converted = text === undefined ? undefined : convertTexts(itemType, [text])
    if (converted?.kind === 'converted') continue
    const problem = converted ? converted.problem : 'must be plain'
    tell(view, ['badDefault', 'error'], {
      message: `${words}an allowed value ${problem}.`,
      span: item,
      path: [...path, 'allowedValues', String(index)],
    })
  }
}

/** A default that breaks a constraint is refused when it is used; an empty one often means "nothing". */
function checkDefault(
  view: DocumentView,
  value: TreeNode,
  { words, path, declaration }: About & { declaration: ParameterDeclaration },
): void {
  const node = memberOf(value, 'default')
  if (!node || (node.kind === 'scalar' && (node.value === null || String(node.value).includes('{{')))) return
  const plain = toValue(node)
  const converted = convertTexts(declaration.type, textsOf(plain))
  const span = { start: node.start, end: node.kind === 'scalar' ? node.end : node.start + 1 }
  if (converted.kind === 'refused') {
    const message = `${words}the default does not fit the type ${declaration.type}: it ${converted.problem}.`
    tell(view, ['badDefault', 'error'], { message, span, path: [...path, 'default'] })
    return
  }
  const [problem] = plain === '' ? [] : constraintProblems(declaration, converted.value)
  if (problem === undefined) return
  const severity = problem.includes('one of') ? 'error' : 'warning'
  tell(view, ['badDefault', severity], { message: `${words}the default ${problem}.`, span, path: [...path, 'default'] })
}

const secretName = /passw(or)?d|secret|token|api_?key|credential/i

function checkSecret(view: DocumentView, { key, value }: Pick<Entry, 'key' | 'value'>, { words, path }: About): void {
  const node = memberOf(value, 'default')
  const text = textOf(node)
  if (!node || text === undefined || text === '' || text.includes('{{') || !secretName.test(key)) return
  tell(view, ['clearTextSecret', 'warning'], {
    message: `${words}the default looks like a secret that anybody can read; refer to a parameter with {{ssm:NAME}}.`,
    span: node,
    path: [...path, 'default'],
  })
}
