'use client'
import type { Ref } from 'react'
import type { CodeHandle, CodeMarker, CodeServices } from './code-services'
import { useLoaded } from '../use-loaded'
import { PlainCode } from './plain-code'

export interface CodeEditorProps {
  label: string
  /** What it starts with; later changes come through the handle. */
  value: string
  language: 'yaml' | 'json' | 'plaintext'
  services: CodeServices
  markers: readonly CodeMarker[]
  /** At every key: the text is made only when it is asked for. */
  onChange: (text: () => string) => void
  onCursor?: ((offset: number) => void) | undefined
  onReady?: (() => void) | undefined
  readOnly?: boolean | undefined
  handle: Ref<CodeHandle>
}

const load = () => import('./code-editor-live')

/** Begins to fetch the editor. */
export async function prepareCodeEditor(): Promise<void> {
  await load()
}

/** Coloured text until the editor takes its place. */
export function CodeEditor(props: CodeEditorProps) {
  const live = useLoaded(load)
  return live ? <live.CodeEditorLive {...props} /> : <PlainCode text={props.value} label={props.label} />
}
