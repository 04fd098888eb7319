'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { eachNode, type NodeFailure } from './each-node'

/** Runs one change over many nodes: progress, what failed, and only what failed the next time. */
export function useNodeAction<Node extends { NodeId: string }>(work: (node: Node) => Promise<unknown>) {
  const queries = useQueryClient()
  const [progress, setProgress] = useState<{ done: number; total: number; busy: boolean }>({ done: 0, total: 0, busy: false })
  const [failures, setFailures] = useState<readonly NodeFailure[]>([])
  const run = async (nodes: readonly Node[]): Promise<boolean> => {
    const byId = new Map(nodes.map((node) => [node.NodeId, node]))
    const failedBefore = failures.flatMap(({ nodeId }) => (byId.has(nodeId) ? [nodeId] : []))
    const wanted = failedBefore.length > 0 ? failedBefore : [...byId.keys()]
    const report = (done: number, busy = true) => setProgress({ done, total: wanted.length, busy })
    report(0)
    const one = async (nodeId: string) => {
      const node = byId.get(nodeId)
      if (node) await work(node)
    }
    const failed = await eachNode(wanted, one, report)
    setFailures(failed)
    report(wanted.length, false)
    await queries.invalidateQueries({ queryKey: ['nodes'] })
    return failed.length === 0
  }
  return { run, ...progress, failures }
}
