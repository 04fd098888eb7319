'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useToast } from '#components/shell/toasts'
import { ssm } from '#lib/api/browser'
import { type CommandDraft, sendRequests } from './command-draft'

/** Sends once, however often it is pressed, and goes to the run. */
export function useSend(onSent: () => void) {
  const router = useRouter()
  const queries = useQueryClient()
  const toast = useToast()
  const underway = useRef(false)
  const send = useMutation({
    mutationFn: sendAll,
    onSuccess: (commandIds) => {
      onSent()
      void queries.invalidateQueries({ queryKey: ['run-command'] })
      if (commandIds.length > 1) toast({ tone: 'ok', title: `Sent as ${commandIds.length} commands` })
      router.push(commandIds.length === 1 ? `/commands/${commandIds[0]}` : '/commands')
    },
    onError: () => {
      underway.current = false
    },
  })
  const press = (draft: CommandDraft) => {
    if (underway.current) return
    underway.current = true
    send.mutate(draft)
  }
  return { press, busy: send.isPending || send.isSuccess, error: send.error, reset: send.reset }
}

async function sendAll(draft: CommandDraft): Promise<string[]> {
  const commandIds: string[] = []
  for (const request of sendRequests(draft)) {
    const { Command } = await ssm('SendCommand', request)
    if (Command?.CommandId) commandIds.push(Command.CommandId)
  }
  return commandIds
}
