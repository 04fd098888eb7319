import { editHref } from './document-words'
import type { DocumentDraft } from './own-operations'

type Named = Pick<DocumentDraft, 'Name' | 'DocumentType' | 'State'>

/** A draft of a document that has no name yet is kept as `unnamed.TYPE`; that is no name of a document. */
export function isUnnamed(name: string): boolean {
  return /^unnamed\.\w/.test(name)
}

export function draftHref({ Name, DocumentType }: Named): string {
  return isUnnamed(Name) ? `/documents/new?type=${encodeURIComponent(DocumentType)}` : editHref(Name)
}

const states: Readonly<Record<string, string>> = {
  behind: ', a newer version was saved since',
  deleted: ', the document was deleted',
}

export function draftLabel({ Name, DocumentType, State }: Named): string {
  return isUnnamed(Name) ? `New ${DocumentType} document` : `${Name}${states[State] ?? ''}`
}
