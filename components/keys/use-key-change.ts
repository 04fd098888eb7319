import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useToast } from '#components/shell/toasts'
import { toFailure } from '#queries/ui/failure'
import { type KeyCall, send } from './own-operations'

interface Change {
  call: KeyCall
  title: string
  /** Given where the change needs no dialog: the way back. */
  back?: KeyCall
}

/** Changes that are one press away from being taken back: done at once, and said. */
export function useKeyChange(): { change: (change: Change) => void; busy: boolean } {
  const toast = useToast()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['keys'] })
  const tellRefusal = (thrown: unknown) => toast({ tone: 'bad', title: 'Nothing was changed', text: toFailure(thrown).message })
  const undo = ({ operation, input }: KeyCall) => void send(operation, input).then(refresh, tellRefusal)
  const { mutate, isPending } = useMutation({
    mutationFn: ({ call }: Change) => send(call.operation, call.input),
    onSuccess: (_answer, { title, back }) => toast({ tone: 'ok', title, ...(back ? { undo: () => undo(back) } : {}) }),
    onError: tellRefusal,
    onSettled: refresh,
  })
  return { change: mutate, busy: isPending }
}
