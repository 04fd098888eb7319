'use client'
import { useEffect } from 'react'
import { Page } from '#components/shell/page'
import { prepareCodeEditor } from '#components/ui/code/code-editor'
import { PlainCode } from '#components/ui/code/plain-code'
import { useLoaded } from '#queries/ui/use-loaded'
import type { DocumentEditorProps } from './document-editor'

const load = () => import('./document-editor')

/** While the text is on its way or painted: what will edit it need not wait for that. */
export function usePreparedEditor(): void {
  useEffect(() => {
    void prepareCodeEditor()
    void load()
  }, [])
}

/** The text can be read at once; what edits it comes after. */
export function LazyEditor(props: DocumentEditorProps) {
  const { title, breadcrumbs, copy, draft, base, template } = props
  const editor = useLoaded(load)
  if (editor) return <editor.DocumentEditor {...props} />
  return (
    <Page title={title} breadcrumbs={breadcrumbs} layout="fill">
      <div className="min-h-0 flex-1 overflow-hidden rounded-card border border-line bg-surface">
        <PlainCode text={copy ?? draft?.Content ?? (base ?? template).text} label="Text of the document" />
      </div>
    </Page>
  )
}
