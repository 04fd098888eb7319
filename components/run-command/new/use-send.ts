'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { blastOf } from '#components/ui/confirm-dialog'
import { ApiFailure, ssm } from '#lib/api/browser'
import { type CommandDraft, sendRequests } from './command-draft'
import { type Preview, type PreviewAnswer, reached } from './preview'

export interface SendSteps {
  /** Counts the targets at this moment. */
  count: (draft: CommandDraft) => Promise<PreviewAnswer | null>
  fleet: number
  onSent: () => void
}

/**
 * Pressing Send counts the targets, asks when they are many, and sends once, however often it is pressed.
 * What was agreed to is a number: when it is another one at the moment of sending, the question comes again.
 */
export function useSend({ count, fleet, onSent }: SendSteps) {
  const underway = useRef(false)
  const [agreeing, setAgreeing] = useState<{ to: number; before: number }>()
  const send = useSendAll(onSent)
  const decide = useMutation({
    mutationFn: async ({ draft, agreed }: { draft: CommandDraft; agreed: number | undefined }) => {
      const nodes = reached(requirePreview(await count(draft)))
      if (agreed === undefined ? blastOf(nodes, fleet).tier === 'T2' : nodes !== agreed)
        return setAgreeing({ to: nodes, before: agreed ?? nodes })
      await send.mutateAsync(draft)
    },
    onSettled: () => {
      underway.current = false
    },
  })
  const press = (draft: CommandDraft, agreed?: number) => {
    if (underway.current || send.isSuccess) return
    underway.current = true
    decide.mutate({ draft, agreed })
  }
  return {
    press,
    busy: decide.isPending || send.isSuccess,
    error: decide.error,
    /** Set while the person is asked. */
    agreeing,
    leave: () => {
      decide.reset()
      setAgreeing(undefined)
    },
  }
}

function useSendAll(onSent: () => void) {
  const router = useRouter()
  const queries = useQueryClient()
  const toast = useToast()
  const sent = useRef(new Map<string, string>())
  return useMutation({
    mutationFn: (draft: CommandDraft) => sendAll(draft, sent.current),
    onSuccess: (commandIds) => {
      onSent()
      void queries.invalidateQueries({ queryKey: ['run-command'] })
      if (commandIds.length > 1) toast({ tone: 'ok', title: `Sent as ${commandIds.length} commands` })
      router.push(commandIds.length === 1 ? `/commands/${commandIds[0]}` : '/commands')
    },
  })
}

/** `sent` remembers what went out before a failure, so that trying again does not send it twice. */
async function sendAll(draft: CommandDraft, sent: Map<string, string>): Promise<string[]> {
  const commandIds: string[] = []
  for (const request of sendRequests(draft)) {
    const key = JSON.stringify(request)
    const commandId = sent.get(key) ?? (await ssm('SendCommand', request)).Command?.CommandId ?? ''
    sent.set(key, commandId)
    commandIds.push(commandId)
  }
  return commandIds
}

/** A request that the server would refuse is refused here, with the server's words. */
function requirePreview(answer: PreviewAnswer | null): Preview {
  if (answer?.Ok && answer.Preview) return answer.Preview
  throw new ApiFailure(answer?.Problem?.Code ?? 'NoPreview', answer?.Problem?.Message ?? 'There is nothing to send.', {
    status: 400,
  })
}
