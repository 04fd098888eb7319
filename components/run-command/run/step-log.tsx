'use client'
import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { LogViewer } from '#components/ui/log-viewer'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import type { LogBuffer } from '#queries/ui/log/log-buffer'
import { parseLineHash, writeLineHash } from '#queries/ui/log/log-search'
import { isFinal } from '#queries/ui/status'
import { bytes } from '#queries/ui/time-text'
import { downloadOutput } from '../output/download-output'
import { type StepOutput, useStepOutput } from '../output/use-step-output'
import { PagedLog } from './paged-log'
import { endOfStderr, firstErrorLine, lineInBuffer, type OutputPlace } from './first-error'
import { outputLines, type RunInvocation } from './run-queries'
import { numberText } from '#queries/ui/number-text'

export interface StepLogProps {
  commandId: string
  row: RunInvocation
  step: string
  /** Where a search hit is: the line counted within its stream. */
  place?: OutputPlace | undefined
  toolbar?: ReactNode
}

/** The text of one step: all so far, then live. A failed step opens at its first error, a hit of the search at its line. */
export function StepLog({ commandId, row, step, place, toolbar }: StepLogProps) {
  const nodeId = row.InstanceId ?? ''
  const plugin = row.CommandPlugins?.find((one) => one.Name === step)
  const live = !isFinal(row.Status)
  const failed = plugin?.Status === 'Failed' && !live
  const output = useStepOutput({
    commandId,
    nodeId,
    step,
    version: `${row.StatusDetails} ${plugin?.Status}`,
    onLoaded: (buffer, isTail) => {
      // Lines of an end are not counted from the beginning.
      if (isTail) return
      if (place) goToLine(buffer, lineInBuffer(buffer.lines, place))
      else if (failed && !parseLineHash(location.hash)) goToLine(buffer, firstErrorLine(buffer.lines))
    },
  })
  const isLong = !live && output.tail !== undefined
  const lines = useQuery({
    ...outputLines({ commandId, nodeId, step }),
    enabled: isLong,
    // They are counted soon after the step has ended.
    refetchInterval: ({ state }) => (state.data?.Streams.length === 0 ? 3_000 : false),
  })
  const opened = output.loaded && (failed || place !== undefined)
  const name = `${row.InstanceName || nodeId}-${commandId.slice(0, 8)}`
  const label = `Output of ${row.InstanceName || nodeId}`
  if (isLong && lines.isPending) return <Skeleton lines={8} className="p-4" />
  if (isLong && lines.data && lines.data.Streams.length > 0)
    return (
      <PagedLog
        place={{ commandId, nodeId, step }}
        streams={lines.data.Streams}
        label={label}
        downloadName={name}
        openAt={place ?? (failed && !parseLineHash(location.hash) ? endOfStderr(lines.data.Streams) : undefined)}
        notice={lines.data.Streams.some(({ Truncated }) => Truncated) ? cutText : undefined}
        toolbar={toolbar}
      />
    )
  return (
    <>
      {output.failure ? (
        <ErrorState compact failure={toFailure(output.failure)} title="The output did not load" onRetry={output.retry} />
      ) : null}
      <LogViewer
        key={opened ? 'opened' : 'reading'}
        buffer={output.buffer}
        label={label}
        live={live}
        downloadName={name}
        onDownload={() => void downloadOutput({ commandId, nodeId, step }, name)}
        notice={noticeOf(output)}
        empty={emptyText(output, live)}
        toolbar={
          <>
            {toolbar}
            {failed && output.loaded ? <FirstError output={output} /> : null}
          </>
        }
      />
    </>
  )
}

/** The viewer looks into the address for the line to begin with. */
function goToLine(buffer: LogBuffer, at: number | undefined): void {
  if (at === undefined) return
  const line = buffer.dropped + at + 1
  writeLineHash([line, line])
}

function FirstError({ output }: { output: StepOutput }) {
  const at = firstErrorLine(output.buffer.lines)
  if (at === undefined) return null
  return (
    <span className="inline-flex items-center gap-1 text-meta text-bad">
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
      first error in line {numberText(output.buffer.dropped + at + 1)}
    </span>
  )
}

const cutText = 'The node printed more than is kept: the end is cut.'

function noticeOf({ tail, truncated, showAll }: StepOutput): ReactNode {
  if (!tail && !truncated) return undefined
  return (
    <span className="flex flex-wrap items-center gap-2">
      {tail ? `The last ${bytes(tail.shown)} of ${bytes(tail.size)}; line numbers count from here.` : null}
      {truncated ? cutText : null}
      {tail ? <Button onClick={showAll}>Load from the start</Button> : null}
    </span>
  )
}

function emptyText({ loaded }: StepOutput, live: boolean): string {
  if (!loaded) return 'Loading the output'
  return live ? 'Nothing printed yet. Agents other than our own send their output when a step ends.' : 'Nothing was printed.'
}
