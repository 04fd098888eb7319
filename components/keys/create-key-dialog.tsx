'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CopyAsMenu } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Checkbox } from '#components/ui/checkbox'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { TextArea } from '#components/ui/text-area'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { tagsOfText } from './key-words'
import { keyCall, send } from './own-operations'

export interface CreateKeyDialogProps {
  onClose: () => void
  onMade: (keyId: string) => void
}

interface Form {
  alias: string
  description: string
  tags: string
  rotates: boolean
}

export function CreateKeyDialog({ onClose, onMade }: CreateKeyDialogProps) {
  const toast = useToast()
  const queries = useQueryClient()
  const [form, setForm] = useState<Form>({ alias: '', description: '', tags: '', rotates: true })
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }))
  const create = useMutation({
    mutationFn: () => makeKey(form),
    onSuccess: ({ keyId, failure }) => {
      void queries.invalidateQueries({ queryKey: ['keys'] })
      if (failure) toast({ tone: 'bad', title: 'The key was made, but not all of the rest', text: failure })
      else toast({ tone: 'ok', title: 'The key is ready' })
      onMade(keyId)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Create key"
      description="A symmetric key that is made here and never leaves this installation."
      footer={
        <>
          <span className="mr-auto">
            <CopyAsMenu request={keyCall('CreateKey', keyInput(form))} />
          </span>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" form="create-key" variant="primary" busy={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <form id="create-key" onSubmit={submit} className="flex flex-col gap-3 pb-1">
        <TextField
          label="Alias"
          mono
          value={form.alias}
          onChange={(alias) => set({ alias })}
          maxLength={250}
          autoComplete="off"
          spellCheck={false}
          help="Such as payments. Left empty, the key is known by its id."
        />
        <TextField
          label="Description"
          value={form.description}
          onChange={(description) => set({ description })}
          maxLength={8192}
        />
        <TextArea label="Tags" rows={2} mono value={form.tags} onChange={(tags) => set({ tags })} help="One key=value a line." />
        <Checkbox label="Rotate every 365 days" checked={form.rotates} onChange={(rotates) => set({ rotates })} />
        {create.error ? <ErrorState compact title="The key was not made" failure={toFailure(create.error)} /> : null}
      </form>
    </Dialog>
  )
}

function keyInput({ description, tags }: Form): object {
  const Tags = tagsOfText(tags)
  return { ...(description === '' ? {} : { Description: description }), ...(Tags.length === 0 ? {} : { Tags }) }
}

/** KMS makes key, alias and rotation by three calls; a key that lacks the rest is there all the same. */
async function makeKey(form: Form): Promise<{ keyId: string; failure: string | undefined }> {
  const { KeyMetadata } = await send('CreateKey', keyInput(form))
  const keyId = KeyMetadata?.KeyId ?? ''
  try {
    const alias = form.alias.trim().replace(/^alias\//, '')
    if (alias !== '') await send('CreateAlias', { AliasName: `alias/${alias}`, TargetKeyId: keyId })
    if (form.rotates) await send('EnableKeyRotation', { KeyId: keyId })
    return { keyId, failure: undefined }
  } catch (thrown) {
    return { keyId, failure: toFailure(thrown).message }
  }
}
