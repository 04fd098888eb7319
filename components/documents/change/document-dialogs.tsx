'use client'
import { lazy, Suspense } from 'react'
import type { Asked } from './use-document-actions'

const CloneDialog = lazy(() => import('./clone-dialog').then((module) => ({ default: module.CloneDialog })))
const DeleteDialog = lazy(() => import('./delete-dialog').then((module) => ({ default: module.DeleteDialog })))
const ExportDialog = lazy(() => import('../export/export-dialog').then((module) => ({ default: module.ExportDialog })))

export interface DocumentDialogsProps {
  asked: Asked | undefined
  onClose: () => void
  onDeleted?: (() => void) | undefined
}

export function DocumentDialogs({ asked, onClose, onDeleted }: DocumentDialogsProps) {
  const names = asked?.names ?? []
  const [name = ''] = typeof names === 'function' ? [] : names
  return (
    <Suspense>
      {asked?.action === 'clone' ? <CloneDialog name={name} onClose={onClose} /> : null}
      {asked?.action === 'delete' ? <DeleteDialog name={name} onClose={onClose} onDone={onDeleted} /> : null}
      {asked?.action === 'export' ? <ExportDialog names={names} onClose={onClose} /> : null}
    </Suspense>
  )
}
