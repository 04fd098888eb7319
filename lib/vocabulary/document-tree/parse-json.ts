import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { duplicateKeys } from './duplicate-keys'
import type { Entry, ParsedText, Scalar, SyntaxProblem, TreeNode } from './tree'

const maxDepth = 100
/** Numbers of the library's tokens. */
const tokens = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 }

export function parseJsonText(text: string): ParsedText {
  const deep = firstTooDeep(text)
  if (deep !== undefined) {
    const problem: SyntaxProblem = {
      code: 'tooDeep',
      severity: 'error',
      message: `The document is nested more than ${maxDepth} levels deep.`,
      start: deep,
      end: deep + 1,
    }
    return { text, format: 'JSON', root: undefined, problems: [problem] }
  }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true, allowEmptyContent: false })
  const root = tree && toNode(tree, text)
  const distinct = errors.filter(({ offset }, index) => errors[index - 1]?.offset !== offset)
  const problems = distinct.slice(0, 20).map((error) => toProblem(error, text))
  return { text, format: 'JSON', root, problems: [...problems, ...(root ? duplicateKeys(root, 'warning') : [])] }
}

/** The library reads recursively; the scanner does not. */
function firstTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (let token: number = scanner.scan(); token !== tokens.end; token = scanner.scan()) {
    if (token === tokens.openBrace || token === tokens.openBracket) depth += 1
    else if (token === tokens.closeBrace || token === tokens.closeBracket) depth -= 1
    if (depth > maxDepth) return scanner.getTokenOffset()
  }
  return undefined
}

function toNode(node: Node, text: string): TreeNode {
  const span = { start: node.offset, end: node.offset + node.length }
  if (node.type === 'array')
    return { ...span, kind: 'list', style: 'flow', items: (node.children ?? []).map((child) => toNode(child, text)) }
  if (node.type === 'object')
    return { ...span, kind: 'map', style: 'flow', entries: (node.children ?? []).flatMap((child) => toEntry(child, text)) }
  const value: Scalar = node.value ?? null
  const written = text.slice(span.start, span.end)
  return typeof value === 'string'
    ? { ...span, kind: 'scalar', style: 'quoted', value, raw: value }
    : { ...span, kind: 'scalar', style: 'plain', value, raw: written }
}

function toEntry({ children: [key, value] = [] }: Node, text: string): readonly Entry[] {
  if (!key || typeof key.value !== 'string') return []
  const keySpan = { start: key.offset, end: key.offset + key.length }
  const missing: TreeNode = { kind: 'scalar', style: 'plain', value: null, raw: '', start: keySpan.end, end: keySpan.end }
  return [{ key: key.value, keySpan, value: value ? toNode(value, text) : missing }]
}

const reasons: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not JSON; text needs double quotes',
  InvalidNumberFormat: 'this number is not written as JSON wants it',
  PropertyNameExpected: 'expected a key in double quotes; a comma may not stand before a closing brace',
  ValueExpected: 'expected a value; a comma may not stand before a closing bracket',
  ColonExpected: 'expected a colon after the key',
  CommaExpected: 'expected a comma',
  CloseBraceExpected: 'expected a closing brace',
  CloseBracketExpected: 'expected a closing bracket',
  EndOfFileExpected: 'expected nothing more after the document',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'expected a closing quote on this line',
  InvalidUnicode: 'this escape has not four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape does not exist',
  InvalidCharacter: 'control characters must be escaped',
}

function toProblem({ error, offset, length }: ParseError, text: string): SyntaxProblem {
  const start = Math.min(offset, text.length)
  const end = Math.min(text.length, start + Math.max(length, 1))
  return {
    code: 'syntax',
    severity: 'error',
    message: `Not JSON: ${reasons[printParseErrorCode(error)] ?? 'this is not JSON'}.`,
    start,
    end,
  }
}
