'use client'
import { TriangleAlert } from 'lucide-react'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { Dialog } from '#components/ui/dialog'

export interface FirstPasswordProps {
  email: string
  password: string
  onClose: () => void
}

export function FirstPassword({ email, password, onClose }: FirstPasswordProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={`First password of ${email}`}
      description="They change it under Security in their account menu."
      footer={
        <Button size="md" variant="primary" onClick={onClose}>
          I have passed it on
        </Button>
      }
    >
      <div className="flex flex-col gap-3 pb-1">
        <p className="flex items-start gap-2 rounded-control bg-warn-soft px-2.5 py-2 text-body">
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warn" />
          It is shown this once.
        </p>
        <div className="flex items-center gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
          <code className="min-w-0 flex-1 text-body">{password}</code>
          <CopyButton text={password} label="Copy password" />
        </div>
      </div>
    </Dialog>
  )
}
