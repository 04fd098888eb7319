'use client'
import { lazy, Suspense } from 'react'
import { Dialog } from '#components/ui/dialog'
import { editHref } from '../document-words'
import type { BaseVersion } from './queries'
import type { Workspace } from './use-workspace'

const CloneDialog = lazy(() => import('../change/clone-dialog').then((module) => ({ default: module.CloneDialog })))
const MergeDialog = lazy(() => import('./merge/merge-dialog').then((module) => ({ default: module.MergeDialog })))
const SaveDialog = lazy(() => import('./save-dialog').then((module) => ({ default: module.SaveDialog })))
const DiffView = lazy(() => import('#components/ui/diff-view').then((module) => ({ default: module.DiffView })))

export interface EditorDialogsProps {
  workspace: Workspace
  name: string
  base: BaseVersion | undefined
  baseText: string
  dialog: 'save' | 'diff' | 'clone' | undefined
  /** The newer version that is being merged. */
  merging: BaseVersion | undefined
  onSaved: (saved: BaseVersion) => void
  onMerged: (text: string) => void
  onClose: () => void
}

export function EditorDialogs(props: EditorDialogsProps) {
  const { workspace, name, base, baseText, dialog, merging, onSaved, onMerged, onClose } = props
  const based = base ? `Version ${base.version}` : 'Template'
  return (
    <Suspense>
      {dialog === 'save' ? (
        <SaveDialog workspace={workspace} name={name} base={base} onSaved={onSaved} onClose={onClose} />
      ) : null}
      {dialog === 'clone' ? <CloneDialog name={name} hrefOf={editHref} onClose={onClose} /> : null}
      {dialog === 'diff' ? (
        <Dialog open width="lg" title="What the draft changes" onClose={onClose}>
          <DiffView label="Changes" before={baseText} after={workspace.text} names={[based, 'Draft']} />
        </Dialog>
      ) : null}
      {merging ? (
        <MergeDialog
          base={baseText}
          mine={workspace.text}
          theirs={merging.text}
          version={merging.version}
          onMerge={onMerged}
          onClose={onClose}
        />
      ) : null}
    </Suspense>
  )
}
