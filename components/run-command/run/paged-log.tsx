'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState, useSyncExternalStore } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { LogFrame, useLogControls } from '#components/ui/log/log-frame'
import { toFailure } from '#queries/ui/failure'
import { type Hits, searchPattern } from '#queries/ui/log/log-search'
import { PagedLines } from '#queries/ui/log/paged-lines'
import type { OutputOf } from '../own-operations'
import { downloadOutput } from '../output/download-output'
import type { OutputPlace } from './first-error'
import { type FoundLines, fetchText, stepHits, type StepOfNode } from './run-queries'

export interface PagedLogProps {
  place: StepOfNode
  streams: OutputOf<'GetOutputLines'>['Streams']
  label: string
  downloadName: string
  /** Where a search hit is. */
  openAt: OutputPlace | undefined
  notice: ReactNode
  toolbar: ReactNode
}

const settleMs = 250

/** An output of any length: lines are read by pages as they come into view, and the server searches all of it. */
export function PagedLog({ place, streams, label, downloadName, openAt, notice, toolbar }: PagedLogProps) {
  const [failure, setFailure] = useState<unknown>()
  const { commandId, nodeId, step } = place
  const lines = useMemo(
    () =>
      new PagedLines(
        streams.map(({ Stream, TotalLines, TotalBytes, Places }) => ({
          stream: Stream,
          totalLines: TotalLines,
          totalBytes: TotalBytes,
          places: Places.map(({ StartByte, LinesBefore }) => ({ byte: StartByte, linesBefore: LinesBefore })),
        })),
        { fetchText: (stream, range) => fetchText({ commandId, nodeId, step }, stream, range), onFailure: setFailure },
      ),
    [streams, commandId, nodeId, step],
  )
  const version = useSyncExternalStore(lines.subscribe, lines.version, () => 0)
  const controls = useLogControls(settleMs)
  const shown = useMemo(() => ({ ...lines.window(controls.stream), version }), [lines, controls.stream, version])
  const { text: query, regex } = controls.asked
  const found = useQuery(stepHits(place, { query, regex }))
  const hits = useMemo((): Hits => {
    const pattern = searchPattern({ text: query, regex })
    if (typeof pattern === 'string') return { lines: [], problem: pattern }
    if (query === '') return { lines: [] }
    if (found.error) return { lines: [], problem: toFailure(found.error).message }
    return found.data ? placesOf(lines, found.data, controls.stream) : { lines: [], busy: true }
  }, [lines, found.data, found.error, query, regex, controls.stream])
  return (
    <>
      {failure ? (
        <ErrorState
          compact
          failure={toFailure(failure)}
          title="A part of the output did not load"
          onRetry={() => setFailure(undefined)}
        />
      ) : null}
      <LogFrame
        controls={controls}
        shown={shown}
        hits={hits}
        label={label}
        live={false}
        onDownload={() => void downloadOutput(place, downloadName)}
        notices={[notice]}
        empty="Nothing was printed."
        toolbar={toolbar}
        height="fill"
        openAt={openAt && lines.placeOf(openAt) + 1}
      />
    </>
  )
}

function placesOf(lines: PagedLines, { lines: found, more }: FoundLines, filter: 'all' | 'stdout' | 'stderr'): Hits {
  const before = filter === 'stderr' ? lines.placeOf({ stream: 'stderr', line: 1 }) : 0
  const wanted = found.filter(({ stream }) => filter === 'all' || stream === filter)
  return { lines: wanted.map((one) => lines.placeOf(one) - before), more }
}
