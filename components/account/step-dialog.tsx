'use client'
import { type FormEvent, type ReactNode, type RefObject, useId } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { toFailure } from '#queries/ui/failure'

export interface StepDialogProps {
  title: string
  description?: string | undefined
  /** What the main button does. */
  action: string
  onSubmit: () => void
  onClose: () => void
  busy: boolean
  /** Why the last try failed, with its headline. */
  failure?: { title: string; error: unknown } | undefined
  danger?: boolean | undefined
  /** Gets the focus; default: the first control. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  children: ReactNode
}

/** One question with one answer; Enter sends it, and a failure leaves it as it is. */
export function StepDialog(props: StepDialogProps) {
  const { title, description, action, onSubmit, onClose, busy, failure, danger, initialFocus, children } = props
  const form = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={title}
      description={description}
      initialFocus={initialFocus}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" form={form} variant={danger ? 'danger' : 'primary'} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3 pb-1">
        {children}
        {failure?.error ? <ErrorState compact title={failure.title} failure={toFailure(failure.error)} /> : null}
      </form>
    </Dialog>
  )
}
