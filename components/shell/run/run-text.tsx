'use client'
import { Link } from '#components/ui/link'
import type { ReactNode } from 'react'
import { LogViewer } from '#components/ui/log-viewer'
import { type StepOfRun, useRunBuffer } from './use-run-buffer'

export interface RunTextProps extends StepOfRun {
  name: string
  height: 'fill' | number
  toolbar?: ReactNode
}

/** What one step printed. */
export function RunText({ name, height, toolbar, ...run }: RunTextProps) {
  const { buffer, isCut } = useRunBuffer(run)
  const rest = (
    <>
      Only the first 2 MB are shown here.{' '}
      <Link href={`/commands/${run.commandId}?node=${run.nodeId}`} className="rounded-control text-accent underline">
        Read all of it on the page of the run
      </Link>
    </>
  )
  return (
    <LogViewer
      buffer={buffer}
      label={`Output of ${name}`}
      live={!run.ended}
      downloadName={`${name}-${run.commandId.slice(0, 8)}`}
      height={height}
      toolbar={toolbar}
      notice={isCut ? rest : undefined}
    />
  )
}
