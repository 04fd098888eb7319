'use client'
import { type Query, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { leaveAlone } from '#components/shell/live/live-provider'
import { type Failure, toFailure } from '#queries/ui/failure'

/** One change on its way: busy, then done or failed. What lists documents is read again. */
export function useChange() {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const begun = useRef(false)
  const attempt = async (change: () => Promise<unknown>): Promise<boolean> => {
    // State comes with the next render; a second click can come before it.
    if (begun.current) return false
    begun.current = true
    setBusy(true)
    setFailure(undefined)
    try {
      await change()
      return true
    } catch (thrown) {
      setFailure(toFailure(thrown))
      return false
    } finally {
      begun.current = false
      setBusy(false)
    }
  }
  return {
    busy,
    failure,
    run: (change: () => Promise<unknown>) =>
      attempt(async () => {
        await change()
        await queries.invalidateQueries({ queryKey: ['documents'] })
      }),
    /** For a deletion: `leave` ends what shows the document, which is not asked for again. */
    remove: async (change: () => Promise<unknown>, name: string, leave: () => void): Promise<boolean> => {
      const unleave = leaveAlone(queries, isAbout(name))
      if (!(await attempt(change))) {
        unleave()
        return false
      }
      leave()
      queries.removeQueries({ queryKey: ['documents'], type: 'inactive', predicate: isAbout(name) })
      await queries.invalidateQueries({ queryKey: ['documents'], predicate: (query) => !isAbout(name)(query) })
      return true
    },
  }
}

function isAbout(name: string) {
  return ({ queryKey }: Pick<Query, 'queryKey'>): boolean =>
    queryKey.some((part) => typeof part === 'object' && part !== null && 'Name' in part && part.Name === name)
}
