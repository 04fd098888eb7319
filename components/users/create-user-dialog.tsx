'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { RadioGroup } from '#components/ui/radio-group'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { createUser, type Role, roleOptions } from './own-operations'
import { FirstPassword } from './first-password'

export function CreateUserDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('operator')
  const create = useMutation({
    mutationFn: () => createUser({ Email: email.trim(), Role: role, ...(name.trim() === '' ? {} : { Name: name.trim() }) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['auth'] }),
  })
  if (create.data) return <FirstPassword email={create.data.User.Email} password={create.data.Password} onClose={onClose} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title="Add user"
      description="They get a first password, which you pass on."
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" form="add-user" variant="primary" busy={create.isPending}>
            Add user
          </Button>
        </>
      }
    >
      <form id="add-user" onSubmit={submit} className="flex flex-col gap-3 pb-1">
        <TextField label="Email" type="email" autoComplete="off" required value={email} onChange={setEmail} maxLength={254} />
        <TextField label="Name" autoComplete="off" value={name} onChange={setName} maxLength={100} />
        <RadioGroup label="Role" value={role} onChange={(next) => setRole(next as Role)} options={roleOptions} />
        {create.error ? <ErrorState compact title="The user was not added" failure={toFailure(create.error)} /> : null}
      </form>
    </Dialog>
  )
}
