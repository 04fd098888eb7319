'use client'
import { type FormEvent, useState } from 'react'
import { Button } from './button'
import { Checkbox } from './checkbox'
import { Dialog } from './dialog'
import { ErrorState } from './error-state'
import { type Failure, toFailure } from './failure'
import type { ViewDraft, ViewKeeper } from './saved-views'
import { TextField } from './text-field'

export interface ViewDialogProps {
  draft: ViewDraft
  keeper: ViewKeeper
  onClose: () => void
  onSaved: (id: string) => void
}

/** Name and audience of a view, new or old. */
export function ViewDialog({ draft, keeper, onClose, onSaved }: ViewDialogProps) {
  const [name, setName] = useState(draft.label)
  const [shared, setShared] = useState(draft.shared)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const save = async (event?: FormEvent) => {
    event?.preventDefault()
    if (name.trim() === '' || busy) return
    setBusy(true)
    try {
      const { id } = await keeper.save({ ...draft, label: name.trim(), shared })
      onSaved(id)
      onClose()
    } catch (thrown) {
      setFailure(toFailure(thrown))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={draft.id ? 'Rename or share' : 'Save as a view'}
      footer={
        <Button variant="primary" size="md" busy={busy} onClick={() => void save()} disabled={name.trim() === ''}>
          Save view
        </Button>
      }
    >
      <form className="flex flex-col gap-3" onSubmit={(event) => void save(event)}>
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          required
          maxLength={60}
          help="Keeps the filters, the order and the columns of this list."
        />
        <Checkbox
          label="Everybody sees it"
          checked={shared}
          disabled={keeper.sharingBlocked !== undefined}
          onChange={setShared}
          help={keeper.sharingBlocked}
        />
        {failure ? <ErrorState compact failure={failure} title="The view was not saved" /> : null}
      </form>
    </Dialog>
  )
}
