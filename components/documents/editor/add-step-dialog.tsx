'use client'
import { Dialog } from '#components/ui/dialog'
import type { ActionSpec, Family } from '#lib/capabilities/documents/model/language/spec/spec'
import { ActionSearch } from './action-search'

export interface AddStepDialogProps {
  family: Family
  /** Where it goes, in words. */
  where: string
  onAdd: (action: ActionSpec) => void
  onClose: () => void
}

export function AddStepDialog({ family, where, onAdd, onClose }: AddStepDialogProps) {
  return (
    <Dialog open onClose={onClose} title="Add a step" description={where}>
      <ActionSearch family={family} onAdd={onAdd} />
    </Dialog>
  )
}
