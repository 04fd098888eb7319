'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { Select } from '#components/ui/select'
import type { Connection } from '#lib/capabilities/documents/model/language/edit/set-value'

export interface ConnectDialogProps {
  from: string
  others: readonly string[]
  onConnect: (connection: Connection) => void
  onClose: () => void
}

const follows = ' follows'
const ends = ' ends'
const kinds = [
  { value: 'next', label: 'Next step' },
  { value: 'failure', label: 'On failure' },
  { value: 'cancel', label: 'On cancel' },
]

/** Where a step leads, said instead of drawn. */
export function ConnectDialog({ from, others, onConnect, onClose }: ConnectDialogProps) {
  const [kind, setKind] = useState('next')
  const [to, setTo] = useState(follows)
  const steps = others.map((name) => ({ value: name, label: name }))
  const word = (value: string) => ({ value, label: value })
  const special = {
    next: [
      { value: follows, label: 'Whatever follows in the text' },
      { value: ends, label: 'The end' },
    ],
    failure: [word('Abort'), word('Continue')],
    cancel: [word('Abort')],
  }
  const options = [...special[kind as keyof typeof special], ...steps]
  const chosen = options.some(({ value }) => value === to) ? to : (options[0]?.value ?? '')
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Where ${from} leads`}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" onClick={() => onConnect(connectionOf(kind, chosen))}>
            Connect
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select label="When" value={kind} onChange={setKind} options={kinds} />
        <Select label="Goes to" value={chosen} onChange={setTo} options={options} />
      </div>
    </Dialog>
  )
}

function connectionOf(kind: string, to: string): Connection {
  if (kind === 'failure') return { kind: 'failure', to }
  if (kind === 'cancel') return { kind: 'cancel', to }
  if (to === ends) return { kind: 'end' }
  return { kind: 'next', to: to === follows ? undefined : to }
}
