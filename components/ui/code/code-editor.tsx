'use client'
import { lazy, type Ref, Suspense, useEffect, useState } from 'react'
import type { CodeHandle, CodeMarker, CodeServices } from './code-services'
import { PlainCode } from './plain-code'

export interface CodeEditorProps {
  label: string
  /** What it starts with; later changes come through the handle. */
  value: string
  language: 'yaml' | 'json' | 'plaintext'
  services: CodeServices
  markers: readonly CodeMarker[]
  onChange: (text: string) => void
  onCursor?: ((offset: number) => void) | undefined
  onReady?: (() => void) | undefined
  readOnly?: boolean | undefined
  handle: Ref<CodeHandle>
}

const load = () => import('./code-editor-live')
const Live = lazy(() => load().then((module) => ({ default: module.CodeEditorLive })))

/** Begins to fetch the editor. */
export async function prepareCodeEditor(): Promise<void> {
  await load()
}

/** Coloured text at once; the editor takes its place after the first paint. */
export function CodeEditor(props: CodeEditorProps) {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setPainted(true))
    return () => cancelAnimationFrame(frame)
  }, [])
  const plain = <PlainCode text={props.value} label={props.label} />
  return isPainted ? (
    <Suspense fallback={plain}>
      <Live {...props} />
    </Suspense>
  ) : (
    plain
  )
}
