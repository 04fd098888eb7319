import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { SourceLines } from '#lib/vocabulary/document-tree/source-lines'
import { toValue } from '#lib/vocabulary/document-tree/tree'

export interface Structure {
  value: unknown
  /** Why it is compared as a text. */
  problem: string | undefined
}

/** What a text of JSON or YAML means; text that does not read is one value. */
export function readStructure(text: string): Structure {
  const { root, problems } = parseDocument(text)
  const error = problems.find(({ severity }) => severity === 'error')
  if (root && !error) return { value: toValue(root), problem: undefined }
  const isCalendar = /^\s*BEGIN:/.test(text)
  return {
    value: text,
    problem: isCalendar || !error ? undefined : `line ${new SourceLines(text).positionOf(error.start).line}: ${error.message}`,
  }
}
