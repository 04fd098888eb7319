'use client'
import { useEffect, useImperativeHandle, useRef } from 'react'
import type { CodeEditorProps } from './code-editor'
import type { CodeHandle } from './code-services'
import { type CodeInstance, openEditor } from './code-instance'
import { prepareMonaco } from './monaco'

/** The Monaco editor itself. It keeps the text and the only undo stack; `value` is what it starts with. */
export function CodeEditorLive({ handle, ...props }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const instance = useRef<CodeInstance>(undefined)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    if (!place.current) return
    const opened = openEditor(prepareMonaco(), place.current, () => latest.current)
    instance.current = opened
    latest.current.onReady?.()
    return () => opened.dispose()
  }, [])
  useEffect(() => instance.current?.showMarkers(props.markers), [props.markers])
  useEffect(() => instance.current?.setLanguage(props.language), [props.language])
  useEffect(() => instance.current?.setReadOnly(props.readOnly ?? false), [props.readOnly])
  useImperativeHandle(
    handle,
    (): CodeHandle => ({
      text: () => instance.current?.text() ?? latest.current.value,
      edit: (edits) => instance.current?.edit(edits),
      replaceAll: (text) => instance.current?.replaceAll(text),
      reveal: (span) => instance.current?.reveal(span),
      focus: () => instance.current?.focus(),
      undo: () => instance.current?.undo(),
      redo: () => instance.current?.redo(),
      nextProblem: () => instance.current?.nextProblem(),
    }),
  )
  return <div ref={place} className="h-full min-h-0" />
}
