'use client'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from './button'
import { CopyButton } from './copy-button'
import { Dialog } from './dialog'
import { TextField } from './text-field'

/** How far a mistake would reach. T0 needs no dialog: do it and offer Undo in the toast. */
export type Blast =
  /** One object or at most 10 nodes: a summary. */
  | { tier: 'T1' }
  /** More than 10 nodes, or a tenth of the fleet, or a protected tag: type the number of nodes. */
  | { tier: 'T2'; nodeCount: number }
  /** Delete, deregister, disable a key: type the name. */
  | { tier: 'T3'; name: string }

export interface ConfirmDialogProps {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  /** The consequence as a question: "Deregister 3 nodes?" */
  title: string
  blast: Blast
  /** What it touches: counts online, offline, skipped; a few names; what depends on it. */
  children?: ReactNode
  /** What cannot be undone. */
  irreversible?: string | undefined
  command?: string | undefined
  confirmLabel: string
  danger?: boolean | undefined
  busy?: boolean | undefined
  /** Why it failed; the dialog stays open and intact. */
  error?: ReactNode
}

/** Which tier an action on nodes has. */
export function blastOf(nodeCount: number, fleet: number): Blast {
  return nodeCount > 10 || (fleet > 10 && nodeCount > fleet / 10) ? { tier: 'T2', nodeCount } : { tier: 'T1' }
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onClose, onConfirm, title, blast, children, irreversible, command, confirmLabel, danger, busy, error } = props
  const [typed, setTyped] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const wanted = wantedText(blast)
  const ready = wanted === undefined || typed.trim() === wanted
  const close = () => {
    setTyped('')
    onClose()
  }
  const confirm = () => {
    if (ready && !busy) onConfirm()
  }
  const footer = (
    <>
      <Button size="md" onClick={close}>
        Cancel
      </Button>
      <Button size="md" variant={danger ? 'danger' : 'primary'} busy={busy} disabled={!ready} onClick={confirm}>
        {confirmLabel}
      </Button>
    </>
  )
  return (
    <Dialog open={open} onClose={close} title={title} footer={footer} initialFocus={wanted === undefined ? undefined : box}>
      <form
        className="flex flex-col gap-3 text-body"
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        {children}
        {irreversible ? <p className="rounded-control bg-bad-soft px-2.5 py-2 text-text">{irreversible}</p> : null}
        {command ? (
          <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 py-1 text-meta break-words text-text-2">{command}</code>
            <CopyButton text={command} label="Copy command line" />
          </div>
        ) : null}
        {wanted === undefined ? null : (
          <TextField
            ref={box}
            label={wantedLabel(blast)}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck={false}
            required
            mono={blast.tier === 'T3'}
          />
        )}
        {error}
      </form>
    </Dialog>
  )
}

function wantedText(blast: Blast): string | undefined {
  if (blast.tier === 'T1') return undefined
  return blast.tier === 'T2' ? String(blast.nodeCount) : blast.name
}

function wantedLabel(blast: Blast): ReactNode {
  if (blast.tier === 'T2') return 'Type the number of nodes to go on'
  return blast.tier === 'T3' ? (
    <>
      Type <code className="rounded-[3px] bg-raised px-1">{blast.name}</code> to go on
    </>
  ) : null
}
