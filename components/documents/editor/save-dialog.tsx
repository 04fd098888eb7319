'use client'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#components/ui/button'
import { Checkbox } from '#components/ui/checkbox'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { TextField } from '#components/ui/text-field'
import { ssm } from '#lib/api/browser'
import { toFailure } from '#queries/ui/failure'
import { lineIn } from './line-in'
import type { BaseVersion } from './queries'
import type { Workspace } from './use-workspace'

const DiffView = lazy(() => import('#components/ui/diff-view').then((module) => ({ default: module.DiffView })))

export interface SaveDialogProps {
  workspace: Workspace
  name: string
  /** None: the document does not exist yet. */
  base: BaseVersion | undefined
  onSaved: (saved: BaseVersion) => void
  onClose: () => void
}

/** The difference, a name for the version, and what the server has to say, with the line. */
export function SaveDialog({ workspace, name, base, onSaved, onClose }: SaveDialogProps) {
  const [note, setNote] = useState('')
  const [isDefault, setDefault] = useState(true)
  const text = workspace.handle.current?.text() ?? workspace.text
  const { format, type } = workspace
  const save = useMutation({
    mutationFn: async () => {
      const content = { Name: name, Content: text, DocumentFormat: format, ...(note === '' ? {} : { VersionName: note }) }
      if (!base) {
        await ssm('CreateDocument', { ...content, DocumentType: type })
        return { version: '1', text, format }
      }
      const { DocumentDescription } = await ssm('UpdateDocument', { ...content, DocumentVersion: base.version })
      const version = DocumentDescription?.DocumentVersion ?? ''
      if (isDefault) await ssm('UpdateDocumentDefaultVersion', { Name: name, DocumentVersion: version })
      return { version, text, format }
    },
    onSuccess: onSaved,
  })
  const line = save.error ? lineIn(save.error.message, text) : undefined
  const problem =
    note === '' || /^[a-zA-Z0-9_\-.]{1,128}$/.test(note) ? undefined : 'Letters, digits, dots, hyphens and underscores only'
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={base ? `Save a new version of ${name}` : `Create ${name}`}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" busy={save.isPending} disabledReason={problem} onClick={() => save.mutate()}>
            {base ? 'Save version' : 'Create document'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {save.error ? <ErrorState compact failure={toFailure(save.error)} title="It was not saved" /> : null}
        {line ? (
          <Button
            className="self-start"
            onClick={() => {
              onClose()
              workspace.handle.current?.reveal(line)
              workspace.handle.current?.focus()
            }}
          >
            Go to line {line.line}
          </Button>
        ) : null}
        <TextField
          label="Version name"
          help="A note such as fix-timeouts; may stay empty."
          value={note}
          onChange={setNote}
          error={problem}
        />
        {base ? <Checkbox label="Make it the default version" checked={isDefault} onChange={setDefault} /> : null}
        <Suspense>
          <DiffView
            label="Changes"
            before={base?.text ?? ''}
            after={text}
            names={[base ? `Version ${base.version}` : 'Nothing', 'New']}
          />
        </Suspense>
      </div>
    </Dialog>
  )
}
