'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { ssm } from '#lib/api/browser'
import { CopyAsMenu } from '#components/shell/copy-as-menu'
import { useMayChange } from '#queries/shell/session'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { TextArea } from '#components/ui/text-area'
import { toFailure } from '#queries/ui/failure'
import { documentFor, type ManagedNode, nodeName, runsAs } from '../managed-node'

const RunOutput = lazy(() => import('./run-output').then((module) => ({ default: module.RunOutput })))

/** One line, or a few, on this node, with the answer right below. */
export function QuickRun({ node }: { node: ManagedNode }) {
  const [text, setText] = useState('')
  const [commandId, setCommandId] = useState<string>()
  const blocked = useMayChange()
  const queries = useQueryClient()
  const input = { DocumentName: documentFor(node), InstanceIds: [node.NodeId], Parameters: { commands: text.split('\n') } }
  const send = useMutation({
    mutationFn: () => ssm('SendCommand', input),
    onSuccess: (answer) => {
      setCommandId(answer.Command?.CommandId)
      void queries.invalidateQueries({ queryKey: ['run-command'] })
    },
  })
  const ready = text.trim() !== '' && !send.isPending && !blocked
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (ready) send.mutate()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  return (
    <section aria-label="Quick run" className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <form onSubmit={submit} className="flex flex-col gap-2">
        <TextArea
          label="Quick run"
          aside={runsAs(node)}
          mono
          rows={Math.min(12, Math.max(2, text.split('\n').length))}
          value={text}
          onChange={setText}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={node.PlatformType === 'Windows' ? 'Get-Service' : 'systemctl status nginx'}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            variant="primary"
            size="md"
            keyHint="Mod+Enter"
            busy={send.isPending}
            disabledReason={blocked}
            disabled={text.trim() === ''}
          >
            Run
          </Button>
          <CopyAsMenu request={{ service: 'ssm', operation: 'SendCommand', input }} />
          {node.PingStatus === 'Online' ? null : (
            <span className="text-meta text-text-2">{nodeName(node)} is away: the command waits for it for an hour.</span>
          )}
        </div>
      </form>
      {send.error ? <ErrorState compact failure={toFailure(send.error)} title="The command was not sent" /> : null}
      {commandId ? (
        <Suspense>
          <RunOutput key={commandId} commandId={commandId} nodeId={node.NodeId} name={nodeName(node)} />
        </Suspense>
      ) : null}
    </section>
  )
}
