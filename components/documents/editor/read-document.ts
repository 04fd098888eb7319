import type { DocumentType } from '#lib/capabilities/documents/model/language/description/document-types'
import { stepLanguages } from '#lib/capabilities/documents/model/language/description/steps'
import { extractGraph, type StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { type StepList, stepListsOf } from '#lib/capabilities/documents/model/language/graph/steps'
import type { Finding } from '#lib/capabilities/documents/model/language/validate/finding'
import { schemaVersionOf, validateDocument } from '#lib/capabilities/documents/model/language/validate/validate-document'
import type { Family } from '#lib/capabilities/documents/model/language/spec/spec'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import type { ParsedText } from '#lib/vocabulary/document-tree/tree'
import { scriptFindings } from './scripts/script-findings'

export type EditorFormat = 'JSON' | 'YAML' | 'TEXT'

export interface DocumentKind {
  type: DocumentType
  format: EditorFormat
}

export interface ReadDocument extends DocumentKind {
  text: string
  /** Not of iCalendar text. */
  parsed: ParsedText | undefined
  findings: readonly Finding[]
  graph: StepGraph | undefined
  lists: readonly StepList[]
  /** Undefined where documents of this type have no steps. */
  family: Family | undefined
}

/** Everything that the views show of a text. */
export function readDocument(text: string, { type, format }: DocumentKind): ReadDocument {
  const { findings, parsed } = validateDocument(text, { type, format })
  const family = familyOf(type)
  const hasSteps = parsed !== undefined && family !== undefined
  return {
    type,
    format,
    text,
    parsed,
    // Broken text has enough to say for itself.
    findings: hasSteps && parsed.problems.length === 0 ? [...findings, ...scriptFindings(parsed)] : findings,
    graph: hasSteps ? extractGraph(parsed) : undefined,
    lists: hasSteps ? stepListsOf(parsed.root) : [],
    family,
  }
}

export function parseFor(text: string, format: EditorFormat): ParsedText | undefined {
  return format === 'TEXT' ? undefined : parseDocument(text, format)
}

export function familyOf(type: DocumentType): Family | undefined {
  if (type.startsWith('Automation')) return 'automation'
  return type === 'Command' || type === 'Policy' ? 'command' : undefined
}

/** A description names the versions; those of old Command documents have plugins, not steps. */
export function hasStepList({ parsed, family }: ReadDocument): boolean {
  const version = parsed && schemaVersionOf(parsed.root)
  return family !== undefined && version !== '1.2'
}

export function actionsOf(family: Family) {
  return [...stepLanguages[family].actions.values()]
}
