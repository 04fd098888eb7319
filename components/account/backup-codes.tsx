'use client'
import { TriangleAlert } from 'lucide-react'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { Dialog } from '#components/ui/dialog'
import { saveFile } from '#queries/ui/save-file'
import { backupText } from './secret-text'

export interface BackupCodesProps {
  codes: readonly string[]
  onClose: () => void
}

export function BackupCodes({ codes, onClose }: BackupCodesProps) {
  const text = backupText(codes, location.origin)
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title="Keep your backup codes"
      description="When the phone is lost, one of these signs you in. Each works once."
      footer={
        <Button size="md" variant="primary" onClick={onClose}>
          I have saved them
        </Button>
      }
    >
      <div className="flex flex-col gap-3 pb-1">
        <p className="flex items-start gap-2 rounded-control bg-warn-soft px-2.5 py-2 text-body">
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warn" />
          They are shown this once. Without phone and codes, only an owner at the server can let you in again.
        </p>
        <ul
          aria-label="Backup codes"
          className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-control border border-line bg-sunken px-4 py-3 font-mono text-body"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex gap-2">
          <CopyButton text={text} label="Copy codes" showLabel />
          <Button onClick={() => saveFile('quarterdeck-backup-codes.txt', text, 'text/plain')}>Download</Button>
        </div>
      </div>
    </Dialog>
  )
}
