'use client'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { awsCli } from '#queries/shell/copy-as'
import { toFailure } from '#queries/ui/failure'
import { rateSentence } from '#queries/ui/rate'
import { resolutionSentence } from '#queries/ui/targets'
import { type CommandDraft, sendRequest } from './command-draft'
import { type Preview, resolutionOf, runsAsSentence } from './preview'
import { numberText } from '#queries/ui/number-text'

export interface SendConfirmProps {
  draft: CommandDraft
  preview: Preview
  /** The number to agree to, and the one that was agreed to before it changed. */
  agreeing: { to: number; before: number }
  onConfirm: () => void
  onClose: () => void
  busy: boolean
  error: unknown
}

/** For many nodes: the targets are counted once more, and the number is typed. */
export function SendConfirm({ draft, preview, agreeing, onConfirm, onClose, busy, error }: SendConfirmProps) {
  const endpoint = useEndpoint()
  const { to: count, before } = agreeing
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={onConfirm}
      title={`Run ${draft.document} on ${numberText(count)} nodes?`}
      blast={{ tier: 'T2', nodeCount: count }}
      command={awsCli({ service: 'ssm', operation: 'SendCommand', input: sendRequest(draft) }, endpoint)}
      confirmLabel={`Run on ${numberText(count)} nodes`}
      busy={busy}
      error={error ? <ErrorState compact failure={toFailure(error)} title="The command was not sent" /> : null}
      irreversible="What a script has changed on a node cannot be undone from here."
    >
      {count === before ? null : (
        <p className="rounded-control bg-warn-soft px-2.5 py-2">
          The targets changed: {numberText(before)} nodes a moment ago, {numberText(count)} now.
        </p>
      )}
      <p>{resolutionSentence(resolutionOf(preview))}</p>
      <p>{runsAsSentence(preview)}</p>
      <p>{rateSentence(draft.rate, preview.Matched)}</p>
    </ConfirmDialog>
  )
}
