'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { TextField } from '#components/ui/text-field'
import { useToast } from '#components/shell/toasts'
import { toFailure } from '#queries/ui/failure'
import { type NodeDetail, nodeName } from '../managed-node'
import { rename } from '../node-changes'

export interface RenameDialogProps {
  node: NodeDetail
  onClose: () => void
}

export function RenameDialog({ node, onClose }: RenameDialogProps) {
  const form = useId()
  const toast = useToast()
  const queries = useQueryClient()
  const [name, setName] = useState(node.Name)
  const send = useMutation({
    mutationFn: (wanted: string) => rename(node.NodeId, wanted),
    onSuccess: async (_done, wanted) => {
      await queries.invalidateQueries({ queryKey: ['nodes'] })
      const undo = () => void rename(node.NodeId, node.Name).then(() => queries.invalidateQueries({ queryKey: ['nodes'] }))
      toast({ tone: 'ok', title: wanted === '' ? 'Name removed' : `Renamed to ${wanted}`, undo })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!send.isPending) send.mutate(name.trim())
  }
  return (
    <Dialog
      open
      width="sm"
      onClose={onClose}
      title={`Rename ${nodeName(node)}`}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" type="submit" form={form} busy={send.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          maxLength={256}
          error={send.error ? toFailure(send.error).message : undefined}
          help="Empty: the host name is shown instead. Letters, digits, spaces and _ . : / = + - @."
        />
      </form>
    </Dialog>
  )
}
