'use client'
import { useEffect, useRef, useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import type { Wire } from '#lib/api/operation'
import type { getCommandOutput } from '#lib/capabilities/run-command/operations/get-command-output'
import { useOutput, useStreamOpens } from '#components/shell/live/live-provider'
import { LogBuffer, type LogStream } from '#queries/ui/log/log-buffer'

type OutputRange = Wire<Awaited<ReturnType<typeof getCommandOutput.handle>>>

export interface StepOfRun {
  commandId: string
  nodeId: string
  /** Undefined until the server has named it. */
  step: string | undefined
  ended: boolean
}

const mostLines = 20_000
/** More than this is read on the page of the run, not here. */
const mostBytes = 2 * 1024 * 1024
const rangeBytes = 256 * 1024

/** The text of one step: live pieces as they come, and from the server what they missed. */
export function useRunBuffer(run: StepOfRun): { buffer: LogBuffer; isCut: boolean } {
  const [buffer] = useState(() => new LogBuffer(mostLines))
  const [isCut, setCut] = useState(false)
  const [missed, setMissed] = useState(0)
  const reading = useRef(false)
  const opens = useStreamOpens()
  const { commandId, nodeId, step, ended } = run
  useOutput(ended ? undefined : `output/${commandId}/${nodeId}`, (chunk) => {
    if (step !== undefined && chunk.step !== step) return
    if (buffer.write(chunk) === 'gap' && !reading.current) setMissed((times) => times + 1)
  })
  useEffect(() => {
    if (step === undefined) return
    const leaving = new AbortController()
    const read = (stream: LogStream) => readRest({ commandId, nodeId, step, ended }, { buffer, stream, signal: leaving.signal })
    reading.current = true
    Promise.all([read('stdout'), read('stderr')])
      .then(
        (cuts) => setCut(cuts.includes(true)),
        () => undefined,
      )
      .finally(() => {
        if (!leaving.signal.aborted) reading.current = false
      })
    return () => leaving.abort()
  }, [buffer, commandId, nodeId, step, ended, missed, opens])
  return { buffer, isCut }
}

interface Reading {
  buffer: LogBuffer
  stream: LogStream
  signal: AbortSignal
}

/** Reads on from where the buffer ends. True when it stopped because there is too much. */
async function readRest({ commandId, nodeId, step }: StepOfRun, { buffer, stream, signal }: Reading): Promise<boolean> {
  while (buffer.nextOffset(stream) < mostBytes) {
    const start = buffer.nextOffset(stream)
    const input = {
      CommandId: commandId,
      InstanceId: nodeId,
      PluginName: step,
      Stream: stream,
      StartByte: start,
      MaxBytes: rangeBytes,
    }
    const range = await quarterdeck<OutputRange>('GetCommandOutput', input, { signal })
    buffer.write({ stream, offset: range.StartByte, bytes: range.NextByte - range.StartByte, text: range.Text })
    if (range.NextByte >= range.TotalBytes || range.NextByte === start) return false
  }
  return true
}
