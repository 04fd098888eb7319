'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { eachNode, type NodeFailure } from './each-node'

/** Runs one change over many nodes: progress, what failed, and only what failed the next time. */
export function useNodeAction(work: (nodeId: string) => Promise<unknown>) {
  const queries = useQueryClient()
  const [done, setDone] = useState<number>()
  const [failures, setFailures] = useState<readonly NodeFailure[]>([])
  const run = async (nodeIds: readonly string[]): Promise<boolean> => {
    const wanted = failures.length > 0 ? failures.map((failure) => failure.nodeId) : nodeIds
    setDone(0)
    const failed = await eachNode(wanted, work, setDone)
    setFailures(failed)
    setDone(undefined)
    await queries.invalidateQueries({ queryKey: ['nodes'] })
    return failed.length === 0
  }
  return { run, busy: done !== undefined, done, failures }
}
