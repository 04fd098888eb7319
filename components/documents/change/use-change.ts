'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Failure, toFailure } from '#queries/ui/failure'

/** One change on its way: busy, then done or failed. What lists documents is read again. */
export function useChange() {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const run = async (change: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setFailure(undefined)
    try {
      await change()
      await queries.invalidateQueries({ queryKey: ['documents'] })
      return true
    } catch (thrown) {
      setFailure(toFailure(thrown))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, run }
}
