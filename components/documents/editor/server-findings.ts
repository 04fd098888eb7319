import {
  attachmentsNamedIn,
  documentsNamedIn,
  type NamedAttachment,
  type NamedDocument,
} from '#lib/capabilities/documents/model/language/references/named-documents'
import type { Finding } from '#lib/capabilities/documents/model/language/validate/finding'
import { SourceLines } from '#lib/vocabulary/document-tree/source-lines'
import { type ParsedText, printPath, type Span } from '#lib/vocabulary/document-tree/tree'
import type { Answer } from '../own-operations'
import type { ReadDocument } from './read-document'

/** What the server is asked about: each name once, in any order of the text. */
export interface Asked {
  documents: readonly { Name: string; Version?: string; Type?: string }[]
  attachments: readonly string[]
}

export interface Named {
  asked: Asked
  documents: readonly NamedDocument[]
  attachments: readonly NamedAttachment[]
}

/** The server's answer, with what it was asked. */
export interface CheckedNames {
  of: Asked & { name: string; isNew: boolean }
  problems: Answer<'CheckDocument'>['Problems']
}

const most = { documents: 100, attachments: 20 }

export function askedOf(parsed: ParsedText | undefined): Named {
  const documents = parsed ? documentsNamedIn(parsed) : []
  const attachments = parsed ? attachmentsNamedIn(parsed) : []
  const byKey = new Map(documents.map((one) => [keyOf(one), one]))
  return {
    documents,
    attachments,
    asked: {
      documents: [...byKey.keys()]
        .toSorted()
        .flatMap((key) => requestOf(byKey.get(key)))
        .slice(0, most.documents),
      attachments: [...new Set(attachments.map(({ name }) => name))].toSorted().slice(0, most.attachments),
    },
  }
}

/** At the places where the names stand now, which may be others than when the server was asked. */
export function findingsFrom({ text }: ReadDocument, named: Named, { of, problems }: CheckedNames): readonly Finding[] {
  const lines = new SourceLines(text)
  const finding = (code: Finding['code'], message: string, at: Span & { path?: NamedDocument['path'] }): Finding => {
    const { start, end, path } = at
    const place = { path: path ? printPath(path) : '', start, length: end - start, ...lines.positionOf(start) }
    return { code, severity: 'warning', message, ...place, fixes: [] }
  }
  return problems.flatMap(({ Kind, Index = -1, Message }): Finding[] => {
    if (Kind === 'NameTaken') return []
    if (Kind === 'LimitReached') return [{ ...finding('limitReached', Message, { start: 0, end: 0 }), severity: 'error' }]
    if (Kind === 'NoAttachment') {
      const places = named.attachments.filter(({ name }) => name === of.attachments[Index])
      return places.map((place) => finding('noSuchAttachment', Message, place))
    }
    const asked = of.documents[Index]
    const places = asked
      ? named.documents.filter((one) => keyOf(one) === keyOf({ name: asked.Name, version: asked.Version, type: asked.Type }))
      : []
    return places.map((place) => finding('noSuchDocument', Message, place))
  })
}

function keyOf({
  name,
  version = '',
  type = '',
}: {
  name: string
  version?: string | undefined
  type?: string | undefined
}): string {
  return `${name}\n${version}\n${type}`
}

function requestOf(one: NamedDocument | undefined): Asked['documents'] {
  if (!one) return []
  const { name, version, type } = one
  return [{ Name: name, ...(version === undefined ? {} : { Version: version }), ...(type === undefined ? {} : { Type: type }) }]
}
