import { guessFormat, parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { SourceLines } from '#lib/vocabulary/document-tree/source-lines'
import {
  type DocumentFormat,
  memberOf,
  type ParsedText,
  plainTextOf,
  printPath,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import { type DocumentType, shapeOf, shapesOf, typeOfVersion } from '../description/document-types'
import { checkCalendar } from './calendar'
import { checkCommandRules } from './command-rules'
import { type DocumentView, viewOf } from './document-view'
import type { Finding, RawFinding } from './finding'
import { checkFlow } from './flow'
import { checkInputRules } from './input-rules'
import { checkParameters } from './parameters'
import { checkReferences } from './references'
import { checkStructure } from './structure'

export interface ValidateOptions {
  /** Without it what the schemaVersion says; the CreateDocument default is Command. */
  type?: DocumentType | undefined
  format?: DocumentFormat | 'TEXT' | undefined
}

export interface Validated {
  type: DocumentType
  format: DocumentFormat | 'TEXT'
  schemaVersion: string | undefined
  findings: readonly Finding[]
  parsed: ParsedText | undefined
}

/** Everything there is to say about a document, in the order of the text. Never throws. */
export function validateDocument(text: string, { type, format }: ValidateOptions = {}): Validated {
  const isCalendar = type === 'ChangeCalendar' || (type === undefined && text.startsWith('BEGIN:VCALENDAR'))
  if (isCalendar) {
    const findings = located(text, checkCalendar(text))
    return { type: 'ChangeCalendar', format: 'TEXT', schemaVersion: undefined, findings, parsed: undefined }
  }
  const parsed = parseDocument(text, format === 'JSON' || format === 'YAML' ? format : guessFormat(text))
  return validateParsed(parsed, type)
}

export function validateParsed(parsed: ParsedText, type: DocumentType | undefined): Validated {
  const schemaVersion = schemaVersionOf(parsed.root)
  const known = type ?? typeOfVersion(schemaVersion) ?? 'Command'
  const problems = parsed.problems.map((problem): RawFinding => ({ ...problem, path: [] }))
  const isBroken = problems.some(({ severity }) => severity === 'error')
  const isReadable = parsed.root?.kind === 'map' && !problems.some(({ code }) => code === 'syntax' || code === 'tooDeep')
  const findings = isReadable && parsed.root ? checkRoot(parsed, parsed.root, { type: known, schemaVersion, isBroken }) : []
  return { type: known, format: parsed.format, schemaVersion, findings: located(parsed.text, [...problems, ...findings]), parsed }
}

/** YAML reads an unquoted 2.2 as a number. */
export function schemaVersionOf(root: TreeNode | undefined): string | undefined {
  const node = memberOf(root, 'schemaVersion')
  if (node?.kind !== 'scalar') return undefined
  return typeof node.value === 'number' ? node.value.toFixed(1) : plainTextOf(node)
}

interface Rooted {
  type: DocumentType
  schemaVersion: string | undefined
  isBroken: boolean
}

function checkRoot(parsed: ParsedText, root: TreeNode, { type, schemaVersion }: Rooted): readonly RawFinding[] {
  const shape = shapeOf(type, schemaVersion)
  if (!shape || shapesOf(type) === 'calendar') return []
  const structure = checkStructure(root, shape.spec)
  if (shape.versions.length === 0 || type === 'Package') return structure
  const isAutomation = shape.versions.includes('0.3')
  const view = viewOf(parsed, root, { isAutomation })
  checkMeaning(view, type)
  return [...structure, ...view.findings]
}

function checkMeaning(view: DocumentView, type: DocumentType): void {
  checkParameters(view)
  checkFlow(view)
  checkInputRules(view)
  if (type === 'Command' || type === 'Policy') checkCommandRules(view)
  checkReferences(view)
}

const maxFindings = 200
const ranks = { error: 0, warning: 1, hint: 2 }

function located(text: string, findings: readonly RawFinding[]): readonly Finding[] {
  const lines = new SourceLines(text)
  return findings
    .toSorted((one, other) => one.start - other.start || ranks[one.severity] - ranks[other.severity])
    .slice(0, maxFindings)
    .map(({ code, severity, message, path, start, end, fixes = [] }) => {
      return {
        code,
        severity,
        message: sentence(message),
        path: printPath(path),
        start,
        length: end - start,
        ...lines.positionOf(start),
        fixes,
      }
    })
}

/** Members keep their case; other words begin as sentences do. */
function sentence(message: string): string {
  return /^(unknown|there|item|the|an?|two|step|preconditions) /.test(message)
    ? message.charAt(0).toUpperCase() + message.slice(1)
    : message
}
