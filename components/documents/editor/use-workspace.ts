'use client'
import { type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { DocumentType } from '#lib/capabilities/documents/model/language/description/document-types'
import { convertDocument } from '#lib/capabilities/documents/model/language/convert'
import { stepAround } from '#lib/capabilities/documents/model/language/editor/hover'
import { allSteps, stepListsOf } from '#lib/capabilities/documents/model/language/graph/steps'
import { guessFormat } from '#lib/vocabulary/document-tree/parse-document'
import type { TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import type { ParsedText } from '#lib/vocabulary/document-tree/tree'
import type { CodeHandle, CodeMarker } from '#queries/ui/code/code-services'
import { type EditorFormat, parseFor, type ReadDocument, readDocument } from './read-document'

/** From the text that is there now to its edits; undefined where it cannot be done. */
export type Change = (parsed: ParsedText) => readonly TextEdit[] | undefined

export interface Workspace {
  type: DocumentType
  format: EditorFormat
  text: string
  read: ReadDocument
  /** The last text whose steps could all be read. */
  good: ReadDocument
  markers: readonly CodeMarker[]
  /** The step that the cursor is in. */
  selected: string | undefined
  isReady: boolean
  handle: RefObject<CodeHandle | null>
  onText: (text: string) => void
  onCursor: (offset: number) => void
  onReady: () => void
  /** One step of the undo stack. `select`: the step to go to then. False when the text does not allow it. */
  change: (change: Change, select?: string) => boolean
  replaceAll: (text: string) => void
  select: (step: string) => void
  convert: (format: 'JSON' | 'YAML') => boolean
}

export interface WorkspaceStart {
  type: DocumentType
  format: EditorFormat
  text: string
}

/** The text is the only truth, and Monaco holds it: everything here is read from it, and every change is an edit of it. */
export function useWorkspace(start: WorkspaceStart): Workspace {
  const { type } = start
  const [text, setText] = useState(start.text)
  const [format, setFormat] = useState(start.format)
  const [cursor, setCursor] = useState(0)
  const [isReady, setReady] = useState(false)
  const handle = useRef<CodeHandle>(null)
  const later = useDeferredValue(text)
  const read = useMemo(() => readDocument(later, { type, format }), [later, type, format])
  const [good, setGood] = useState(read)
  if (good !== read && read.graph?.stoppedAt === undefined) setGood(read)
  const markers = useMemo(() => markersOf(read), [read])
  const selected = useMemo(() => (read.parsed ? stepAround(read.parsed, cursor)?.name : undefined), [read, cursor])
  const now = () => handle.current?.text() ?? text
  const select = (step: string) => {
    const parsed = parseFor(now(), format)
    const node = allSteps(stepListsOf(parsed?.root)).find(({ name }) => name === step)?.node
    if (node) handle.current?.reveal({ start: node.start, end: node.start })
  }
  return {
    type,
    format,
    text,
    read,
    good,
    markers,
    selected,
    isReady,
    handle,
    select,
    onText(next) {
      if (format !== 'TEXT' && guessFormat(next) !== guessFormat(text)) setFormat(guessFormat(next))
      setText(next)
    },
    onCursor: setCursor,
    onReady: () => setReady(true),
    change(change, step) {
      const parsed = parseFor(now(), format)
      const edits = parsed && change(parsed)
      if (!edits) return false
      handle.current?.edit(edits)
      if (step !== undefined) select(step)
      return true
    },
    replaceAll: (next) => handle.current?.replaceAll(next),
    convert(wanted) {
      const parsed = parseFor(now(), format)
      const converted = parsed && convertDocument(parsed, wanted)
      if (converted === undefined) return false
      handle.current?.replaceAll(converted)
      return true
    },
  }
}

function markersOf({ findings }: ReadDocument): readonly CodeMarker[] {
  return findings.map(({ severity, message, code, start, length, fixes }) => {
    return { severity, message, code, start, end: start + length, fixes }
  })
}
