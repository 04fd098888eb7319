'use client'
import { Send } from 'lucide-react'
import { awsCli, boto3 } from '#queries/shell/copy-as'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { ErrorState } from '#components/ui/error-state'
import { PreviewPanel } from '#components/ui/preview-panel'
import { toFailure } from '#queries/ui/failure'
import { rateSentence } from '#queries/ui/rate'
import { type CommandDraft, sendRequest, sendRequests } from './command-draft'
import { type Preview, type PreviewAnswer, previewWarnings, reached, resolutionOf, runsAsSentence, timeSentence } from './preview'
import { numberText } from '#queries/ui/number-text'

export interface PreviewSideProps {
  draft: CommandDraft
  answer: PreviewAnswer | undefined
  failure: unknown
  onRetry: () => void
  loading: boolean
  sendError: unknown
  busy: boolean
  disabledReason: string | undefined
  onSend: () => void
}

/** Stays in sight while the form is filled in: who is hit, in which order, and the very request. */
export function PreviewSide(props: PreviewSideProps) {
  const { draft, answer, failure, onRetry, loading, sendError, busy, disabledReason, onSend } = props
  const endpoint = useEndpoint()
  const request = sendRequest(draft)
  const call = { service: 'ssm', operation: 'SendCommand', input: request }
  const preview = answer?.Preview
  const problem = answer?.Problem ? [`${answer.Problem.Message} (${answer.Problem.Code})`] : []
  const facts = preview
    ? previewFacts(preview, draft)
    : [{ label: 'Targets', value: loading ? 'Counting' : 'Choose targets to see who is hit' }]
  return (
    <div className="flex flex-col gap-3 xl:sticky xl:top-4" aria-busy={loading}>
      <PreviewPanel
        warnings={[...problem, ...(preview ? previewWarnings(preview, sendRequests(draft).length) : [])]}
        facts={facts}
        request={request}
        command={awsCli(call, endpoint)}
        actions={
          <>
            <CopyButton text={boto3(call, endpoint)} label="Copy as Python" showLabel />
            <Button
              variant="primary"
              size="md"
              icon={<Send aria-hidden size={16} strokeWidth={1.75} />}
              keyHint="Mod+Enter"
              busy={busy}
              disabledReason={disabledReason}
              onClick={onSend}
            >
              Send
            </Button>
          </>
        }
      />
      {failure ? <ErrorState compact failure={toFailure(failure)} title="The preview did not load" onRetry={onRetry} /> : null}
      {sendError ? <ErrorState compact failure={toFailure(sendError)} title="The command was not sent" /> : null}
    </div>
  )
}

function previewFacts(preview: Preview, draft: CommandDraft) {
  const { online, offline, skipped } = resolutionOf(preview)
  return [
    {
      label: 'Targets',
      value: (
        <span className="tabular">
          <strong className="font-semibold">{numberText(reached(preview))}</strong> {reached(preview) === 1 ? 'node' : 'nodes'},{' '}
          {numberText(online)} online, {numberText(offline)} offline
        </span>
      ),
    },
    ...skipped.map(({ reason, count }) => ({ label: 'Skipped', value: `${numberText(count)}: ${reason}` })),
    { label: 'Rate', value: rateSentence(draft.rate, preview.Matched) },
    { label: 'Runs', value: runsAsSentence(preview) || '-' },
    { label: 'Time', value: timeSentence(preview) },
    { label: 'Nodes', value: <PreviewNodes preview={preview} /> },
  ]
}

function PreviewNodes({ preview }: { preview: Preview }) {
  const shown = preview.Nodes.filter((node) => node.SkippedBecause === undefined)
  const more = reached(preview) - shown.length
  if (shown.length === 0) return '-'
  return (
    <details>
      <summary className="w-fit max-w-full truncate rounded-control">
        {shown
          .slice(0, 3)
          .map((node) => node.Name || node.InstanceId)
          .join(', ')}
        {reached(preview) > 3 ? ` and ${numberText(reached(preview) - 3)} more` : ''}
      </summary>
      <ul className="mt-1 flex max-h-48 flex-col overflow-y-auto text-meta text-text-2">
        {shown.map((node) => (
          <li key={node.InstanceId} className="flex justify-between gap-2">
            <span className="truncate">{node.Name || node.InstanceId}</span>
            <span className="shrink-0 text-text-3">{node.PingStatus === 'Online' ? 'online' : 'offline'}</span>
          </li>
        ))}
        {more > 0 ? <li className="text-text-3">and {numberText(more)} more</li> : null}
      </ul>
    </details>
  )
}
