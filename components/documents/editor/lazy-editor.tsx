'use client'
import { lazy, Suspense, useEffect } from 'react'
import { Page } from '#components/shell/page'
import { prepareCodeEditor } from '#components/ui/code/code-editor'
import { PlainCode } from '#components/ui/code/plain-code'
import type { DocumentEditorProps } from './document-editor'

const load = () => import('./document-editor')
const DocumentEditor = lazy(() => load().then((module) => ({ default: module.DocumentEditor })))

/** While the text is on its way: what will edit it need not wait for that. */
export function usePreparedEditor(): void {
  useEffect(() => {
    void load()
    void prepareCodeEditor()
  }, [])
}

/** The text can be read at once; what edits it comes after. */
export function LazyEditor(props: DocumentEditorProps) {
  const { title, breadcrumbs, copy, draft, base, template } = props
  const text = copy ?? draft?.Content ?? (base ?? template).text
  const waiting = (
    <Page title={title} breadcrumbs={breadcrumbs} layout="fill">
      <div className="min-h-0 flex-1 overflow-hidden rounded-card border border-line bg-surface">
        <PlainCode text={text} label="Text of the document" />
      </div>
    </Page>
  )
  return (
    <Suspense fallback={waiting}>
      <DocumentEditor {...props} />
    </Suspense>
  )
}
