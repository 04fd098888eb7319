import type { DocumentFormat, DocumentType } from '@aws-sdk/client-ssm'
import { canonicalText } from '#lib/capabilities/documents/model/language/convert'
import { validateDocument } from '#lib/capabilities/documents/model/language/validate/validate-document'

/** What a file would do here, before anything is sent. */
export interface ImportRow {
  /** Of the file; rows are told apart by it. */
  file: string
  name: string
  type: DocumentType
  format: DocumentFormat
  text: string
  /** Errors of the text with their lines, or why the name cannot be used. */
  problems: readonly string[]
}

export type Outcome = 'create' | 'version' | 'same' | 'error'

/** The latest version that is stored under the name; undefined where there is none. */
export type Stored = { text: string; type: string | undefined } | undefined

export interface PickedFile {
  file: string
  text: string
}

const shownProblems = 3

/** Reads a file as CreateDocument would. The name is that of the file, without its folder and its ending. */
export function readImport({ file, text }: PickedFile): ImportRow {
  const { type, format, findings } = validateDocument(text, formatBy(file))
  const errors = findings.filter(({ severity }) => severity === 'error')
  const told = errors.slice(0, shownProblems).map(({ line, message }) => `line ${line}: ${message}`)
  const rest = errors.length > shownProblems ? [`and ${errors.length - shownProblems} more`] : []
  return { file, name: nameBy(file), type, format, text, problems: [...told, ...rest] }
}

function formatBy(file: string): { format?: 'JSON' | 'YAML' } {
  if (/\.ya?ml$/i.test(file)) return { format: 'YAML' }
  return /\.json$/i.test(file) ? { format: 'JSON' } : {}
}

function nameBy(file: string): string {
  const base = file.replace(/^.*[\\/]/, '')
  return base.replace(/\.(ya?ml|json|ics|txt|ssm|template)$/i, '').replace(/[^\w.-]+/g, '-')
}

export function outcomeOf(row: ImportRow, stored: Stored, refusal: string | undefined): { outcome: Outcome; why: string } {
  const refused = row.problems.length > 0 ? row.problems.join('\n') : refusal
  if (refused !== undefined) return { outcome: 'error', why: refused }
  if (stored === undefined) return { outcome: 'create', why: `A new ${row.type} document.` }
  if (stored.type !== row.type)
    return {
      outcome: 'error',
      why: `${row.name} is of type ${stored.type}, and the file of type ${row.type}: a type never changes.`,
    }
  return isSame(row, stored.text)
    ? { outcome: 'same', why: 'The latest version says the same.' }
    : { outcome: 'version', why: 'A new version; the default stays.' }
}

function isSame({ text, format }: ImportRow, other: string): boolean {
  if (text === other) return true
  if (format === 'TEXT') return text.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n')
  const canonical = canonicalText(text)
  return canonical !== undefined && canonical === canonicalText(other)
}
