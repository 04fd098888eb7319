'use client'
import { useEffect, useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useOutput } from '#components/shell/live/live-provider'
import { LogBuffer } from '#queries/ui/log/log-buffer'

interface RunBufferInput {
  commandId: string
  nodeId: string
  ended: boolean
}

const mostLines = 20_000

/** The text of one run: live pieces while it runs, and what they missed from the server at the end. */
export function useRunBuffer({ commandId, nodeId, ended }: RunBufferInput): LogBuffer {
  const [buffer] = useState(() => new LogBuffer(mostLines))
  useOutput(ended ? undefined : `output/${commandId}/${nodeId}`, (chunk) => void buffer.write(chunk))
  useEffect(() => {
    if (!ended) return
    void ssm('GetCommandInvocation', { CommandId: commandId, InstanceId: nodeId }).then((run) => {
      for (const [stream, text = ''] of [
        ['stdout', run.StandardOutputContent],
        ['stderr', run.StandardErrorContent],
      ] as const)
        buffer.write({ stream, offset: 0, bytes: new TextEncoder().encode(text).length, text })
    })
  }, [ended, buffer, commandId, nodeId])
  return buffer
}
