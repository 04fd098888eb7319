'use client'
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { LogViewer } from '#components/ui/log-viewer'
import { toFailure } from '#queries/ui/failure'
import { formatLineHash, parseLineHash } from '#queries/ui/log/log-search'
import { isFinal } from '#queries/ui/status'
import { bytes } from '#queries/ui/time-text'
import { downloadOutput } from '../output/download-output'
import { type StepOutput, useStepOutput } from '../output/use-step-output'
import { firstErrorLine } from './first-error'
import type { RunInvocation } from './run-queries'

export interface StepLogProps {
  commandId: string
  row: RunInvocation
  step: string
  toolbar?: ReactNode
}

/** The text of one step: all so far, then live. A failed step opens at its first error. */
export function StepLog({ commandId, row, step, toolbar }: StepLogProps) {
  const nodeId = row.InstanceId ?? ''
  const plugin = row.CommandPlugins?.find((one) => one.Name === step)
  const live = !isFinal(row.Status)
  const output = useStepOutput({ commandId, nodeId, step, version: `${row.StatusDetails} ${plugin?.Status}` })
  const failed = plugin?.Status === 'Failed'
  const opening = useFirstError(output, failed && !live)
  const name = row.InstanceName || nodeId
  const place = { commandId, nodeId, step }
  return (
    <>
      {output.failure ? (
        <ErrorState compact failure={toFailure(output.failure)} title="The output did not load" onRetry={output.retry} />
      ) : null}
      <LogViewer
        key={opening}
        buffer={output.buffer}
        label={`Output of ${name}`}
        live={live}
        downloadName={`${name}-${commandId.slice(0, 8)}`}
        onDownload={() => void downloadOutput(place, `${name}-${commandId.slice(0, 8)}`)}
        notice={noticeOf(output)}
        empty={emptyText(output, live)}
        toolbar={
          <>
            {toolbar}
            {opening > 0 ? <JumpButton output={output} /> : null}
          </>
        }
      />
    </>
  )
}

/** Puts the first error into the address, where the viewer looks for its first line. 0 until that is decided. */
function useFirstError({ buffer, loaded }: StepOutput, wanted: boolean): number {
  const [opening, setOpening] = useState(0)
  useEffect(() => {
    if (!wanted || !loaded || opening > 0) return
    if (!parseLineHash(location.hash)) goToFirstError(buffer)
    setOpening(1)
  }, [buffer, loaded, wanted, opening])
  return opening
}

function goToFirstError(buffer: StepOutput['buffer']): void {
  const at = firstErrorLine(buffer.lines)
  if (at === undefined) return
  const line = buffer.dropped + at + 1
  window.history.replaceState(null, '', formatLineHash([line, line]))
}

function JumpButton({ output }: { output: StepOutput }) {
  const at = firstErrorLine(output.buffer.lines)
  if (at === undefined) return null
  return (
    <span className="inline-flex items-center gap-1 text-meta text-bad">
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
      first error in line {(output.buffer.dropped + at + 1).toLocaleString()}
    </span>
  )
}

function noticeOf({ tail, truncated, showAll }: StepOutput): ReactNode {
  if (!tail && !truncated) return undefined
  return (
    <span className="flex flex-wrap items-center gap-2">
      {tail ? `The last ${bytes(tail.shown)} of ${bytes(tail.size)}; line numbers count from here.` : null}
      {truncated ? 'The node printed more than is kept: the end is cut.' : null}
      {tail ? <Button onClick={showAll}>Load from the start</Button> : null}
    </span>
  )
}

function emptyText({ loaded }: StepOutput, live: boolean): string {
  if (!loaded) return 'Loading the output'
  return live ? 'Nothing printed yet. Agents other than our own send their output when a step ends.' : 'Nothing was printed.'
}
