'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { ClientBlocks } from '../client-blocks'
import { EndpointChoice, type Reach, urlFor } from '../endpoint-choice'
import { type CreatedKey, createAccessKey } from '../own-operations'
import { useClientEndpoint } from '../use-client-endpoint'

export interface CreateKeyDialogProps {
  open: boolean
  onClose: () => void
}

export function CreateKeyDialog({ open, onClose }: CreateKeyDialogProps) {
  const [created, setCreated] = useState<CreatedKey>()
  const close = () => {
    setCreated(undefined)
    onClose()
  }
  return created ? (
    <SecretDialog created={created} onClose={close} />
  ) : (
    <DescribeDialog open={open} onClose={close} onCreated={setCreated} />
  )
}

function DescribeDialog({ open, onClose, onCreated }: CreateKeyDialogProps & { onCreated: (key: CreatedKey) => void }) {
  const [description, setDescription] = useState('')
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: () => createAccessKey(description.trim() === '' ? {} : { Description: description.trim() }),
    onSuccess: (key) => {
      setDescription('')
      onCreated(key)
      void queries.invalidateQueries({ queryKey: ['auth'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width="sm"
      title="Create access key"
      description="A key may do what you may do. Give each tool its own, so that one can be switched off alone."
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" busy={create.isPending} onClick={() => create.mutate()}>
            Create access key
          </Button>
        </>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3 pb-1">
        <TextField
          label="Description"
          value={description}
          onChange={setDescription}
          maxLength={200}
          placeholder="aws CLI on my laptop"
          help="Optional: which tool, on which machine"
        />
        {create.error ? <ErrorState compact title="The key was not created" failure={toFailure(create.error)} /> : null}
      </form>
    </Dialog>
  )
}

function SecretDialog({ created, onClose }: { created: CreatedKey; onClose: () => void }) {
  const endpoint = useClientEndpoint()
  const [reach, setReach] = useState<Reach>('here')
  const settings = {
    url: urlFor(endpoint, reach),
    region: created.Region,
    accessKeyId: created.AccessKeyId,
    secretAccessKey: created.SecretAccessKey,
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="md"
      title="Your new access key"
      footer={
        <Button size="md" variant="primary" onClick={onClose}>
          I have saved it
        </Button>
      }
    >
      <div className="flex flex-col gap-4 pb-1">
        <p className="flex items-start gap-2 rounded-control bg-warn-soft px-2.5 py-2 text-body">
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warn" />
          The secret is shown this once. Nobody, not even an owner, can read it again.
        </p>
        <EndpointChoice endpoint={endpoint} value={reach} onChange={setReach} />
        <ClientBlocks settings={settings} show={['cli', 'env', 'json', 'python']} />
      </div>
    </Dialog>
  )
}
