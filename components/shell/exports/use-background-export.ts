'use client'
import { useQueryClient } from '@tanstack/react-query'
import { quarterdeck } from '#lib/api/browser'
import type { TableFormat } from '#lib/vocabulary/table-text'
import { useToast } from '#components/shell/toasts'
import { toFailure } from '#queries/ui/failure'

/** Exports too long to wait for: the server writes the file, and the task list has it when it is done. */
export function useBackgroundExport(list: 'nodes' | 'audit' | 'commands', request: object) {
  const toast = useToast()
  const queries = useQueryClient()
  return (format: TableFormat, columns: readonly { id: string; header: string }[]) => {
    const Columns = columns.map(({ id, header }) => ({ Id: id, Header: header }))
    const started = quarterdeck('StartExport', { List: list, Format: format, Columns, Request: request })
    started.then(
      () => {
        toast({
          tone: 'info',
          title: 'The export runs in the background',
          text: 'Tasks, at the top right, has the file when it is done.',
        })
        void queries.invalidateQueries({ queryKey: ['console', 'ListExports'] })
      },
      (thrown: unknown) => toast({ tone: 'bad', title: 'The export did not start', text: toFailure(thrown).message }),
    )
  }
}
