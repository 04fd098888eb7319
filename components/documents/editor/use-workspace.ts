'use client'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { DocumentType } from '#lib/capabilities/documents/model/language/description/document-types'
import { convertDocument } from '#lib/capabilities/documents/model/language/convert'
import { stepAround } from '#lib/capabilities/documents/model/language/editor/hover'
import { allSteps, stepListsOf } from '#lib/capabilities/documents/model/language/graph/steps'
import { guessFormat } from '#lib/vocabulary/document-tree/parse-document'
import type { TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import type { ParsedText } from '#lib/vocabulary/document-tree/tree'
import type { CodeHandle, CodeMarker } from '#queries/ui/code/code-services'
import { type EditorFormat, parseFor, type ReadDocument, readDocument } from './read-document'
import { type ServerCheck, type ServerCheckInput, useServerCheck } from './use-server-check'

/** From the text that is there now to its edits; undefined where it cannot be done. */
export type Change = (parsed: ParsedText) => readonly TextEdit[] | undefined

export interface Workspace {
  type: DocumentType
  format: EditorFormat
  /** As it was when the typing last stopped for a moment. */
  text: string
  read: ReadDocument
  server: ServerCheck
  /** The last text whose steps could all be read. */
  good: ReadDocument
  markers: readonly CodeMarker[]
  /** The step that the cursor is in. */
  selected: string | undefined
  isReady: boolean
  handle: RefObject<CodeHandle | null>
  /** As it is at this moment. */
  now: () => string
  current: () => ParsedText | undefined
  onText: (text: () => string) => void
  onCursor: (offset: number) => void
  onReady: () => void
  /** One step of the undo stack. `select`: the step to go to then. False when the text does not allow it. */
  change: (change: Change, select?: string) => boolean
  replaceAll: (text: string) => void
  select: (step: string) => void
  undo: () => void
  redo: () => void
  convert: (format: 'JSON' | 'YAML') => boolean
}

export interface WorkspaceStart {
  type: DocumentType
  format: EditorFormat
  text: string
  check: ServerCheckInput
}

/** The text is the only truth, and Monaco holds it: everything here is read from it, and every change is an edit of it. */
export function useWorkspace(start: WorkspaceStart): Workspace {
  const { type } = start
  const { text, format, onText, flush } = useWritten(start)
  const [cursor, setCursor] = useState(0)
  const [isReady, setReady] = useState(false)
  const handle = useRef<CodeHandle>(null)
  const alone = useMemo(() => readDocument(text, { type, format }), [text, type, format])
  const [good, setGood] = useState(alone)
  if (good !== alone && alone.graph?.stoppedAt === undefined) setGood(alone)
  const server = useServerCheck(alone, start.check)
  const read = useMemo(
    () => (server.findings.length === 0 ? alone : { ...alone, findings: [...alone.findings, ...server.findings] }),
    [alone, server.findings],
  )
  const markers = useMemo(() => markersOf(read), [read])
  const selected = useMemo(() => (read.parsed ? stepAround(read.parsed, cursor)?.name : undefined), [read, cursor])
  const now = () => handle.current?.text() ?? text
  const [onCursor] = useSettled((offset: number) => setCursor(offset), quietMs.small)
  const current = () => parseFor(now(), format)
  const select = (step: string) => {
    const node = allSteps(stepListsOf(current()?.root)).find(({ name }) => name === step)?.node
    if (!node) return
    handle.current?.reveal({ start: node.start, end: node.start })
    setCursor(node.start)
  }
  const run = (work: (code: CodeHandle) => void) => {
    if (handle.current) work(handle.current)
    flush()
  }
  const seen = { type, format, text, read, server, good, markers, selected, isReady, handle }
  return {
    ...seen,
    now,
    current,
    select,
    onText,
    onCursor,
    onReady: () => setReady(true),
    change(change, step) {
      const parsed = current()
      const edits = parsed && change(parsed)
      if (!edits) return false
      run((code) => code.edit(edits))
      if (step !== undefined) select(step)
      return true
    },
    replaceAll: (next) => run((code) => code.replaceAll(next)),
    undo: () => run((code) => code.undo()),
    redo: () => run((code) => code.redo()),
    convert(wanted) {
      const parsed = current()
      const converted = parsed && convertDocument(parsed, wanted)
      if (converted !== undefined) run((code) => code.replaceAll(converted))
      return converted !== undefined
    },
  }
}

/** The text and its format as they were when the typing last stopped for a moment. */
function useWritten(start: WorkspaceStart) {
  const [written, setWritten] = useState({ text: start.text, format: start.format })
  const settle = (read: () => string) => {
    const next = read()
    setWritten((before) => {
      const isSame = before.format === 'TEXT' || guessFormat(next) === guessFormat(before.text)
      return { text: next, format: isSame ? before.format : guessFormat(next) }
    })
  }
  const [onText, flush] = useSettled(settle, written.text.length > largeFrom ? quietMs.large : quietMs.small)
  return { ...written, onText, flush }
}

const quietMs = { small: 60, large: 300 }
const largeFrom = 10_000

/** Keys come first: what is read from the text waits until they stop for a moment, longer where reading takes longer. */
function useSettled<T>(settle: (value: T) => void, quiet: number): readonly [(value: T) => void, () => void] {
  const waiting = useRef<{ value: T; timer: ReturnType<typeof setTimeout> }>(undefined)
  const latest = useRef(settle)
  useEffect(() => {
    latest.current = settle
  })
  useEffect(() => () => clearTimeout(waiting.current?.timer), [])
  const flush = () => {
    const held = waiting.current
    if (!held) return
    clearTimeout(held.timer)
    waiting.current = undefined
    latest.current(held.value)
  }
  const hold = (value: T) => {
    clearTimeout(waiting.current?.timer)
    waiting.current = { value, timer: setTimeout(flush, quiet) }
  }
  return [hold, flush]
}

function markersOf({ findings }: ReadDocument): readonly CodeMarker[] {
  return findings.map(({ severity, message, code, start, length, fixes }) => {
    return { severity, message, code, start, end: start + length, fixes }
  })
}
