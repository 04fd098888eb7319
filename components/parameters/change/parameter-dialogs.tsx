'use client'
import { lazy, Suspense } from 'react'
import type { Asked } from './use-parameter-actions'

const DeleteDialog = lazy(() => import('./delete-dialog').then((module) => ({ default: module.DeleteDialog })))

export interface ParameterDialogsProps {
  asked: Asked | undefined
  onClose: () => void
  onDeleted?: (() => void) | undefined
}

export function ParameterDialogs({ asked, onClose, onDeleted }: ParameterDialogsProps) {
  return (
    <Suspense>{asked === undefined ? null : <DeleteDialog name={asked.name} onClose={onClose} onDone={onDeleted} />}</Suspense>
  )
}
