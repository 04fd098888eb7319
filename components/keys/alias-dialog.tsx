'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { keyName } from './key-words'
import { type KeySummary, send } from './own-operations'

export function AliasDialog({ of: key, onClose }: { of: KeySummary; onClose: () => void }) {
  const toast = useToast()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const alias = `alias/${name.trim().replace(/^alias\//, '')}`
  const add = useMutation({
    mutationFn: () => send('CreateAlias', { AliasName: alias, TargetKeyId: key.KeyId }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['keys'] })
      toast({ tone: 'ok', title: `${alias} names the key now` })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!add.isPending) add.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={`Add an alias to ${keyName(key)}`}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" form="add-alias" variant="primary" busy={add.isPending} disabled={name.trim() === ''}>
            Add alias
          </Button>
        </>
      }
    >
      <form id="add-alias" onSubmit={submit} className="flex flex-col gap-3 pb-1">
        <TextField
          label="Alias"
          mono
          required
          value={name}
          onChange={setName}
          maxLength={250}
          autoComplete="off"
          spellCheck={false}
          help="Such as payments. Parameters name a key by id or alias; the alias can move to another key later."
        />
        {add.error ? <ErrorState compact title="The alias was not added" failure={toFailure(add.error)} /> : null}
      </form>
    </Dialog>
  )
}
