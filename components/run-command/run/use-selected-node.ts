'use client'
import { useState } from 'react'
import { useKeys } from '#components/ui/key-provider'
import { useUrlParams } from '#queries/ui/use-url-state'
import type { OutputHit } from './output-hits'
import { type NodeFilter, useRunNodes } from './node-table'

export interface SelectedNode {
  selected: string | undefined
  /** Changes when the same node is opened at another line. */
  key: string
  /** Set when a search hit was opened. */
  hit: OutputHit | undefined
  select: (nodeId: string, hit?: OutputHit) => void
}

const failed = new Set(['Failed', 'TimedOut'])

/** The node of the address, else the first of the list as it was at the start: a failure that comes later does not take the page away. */
export function useSelectedNode(commandId: string, filter: NodeFilter): SelectedNode {
  const { params, set } = useUrlParams()
  const { rows } = useRunNodes(commandId, filter)
  const [first, setFirst] = useState<string>()
  const [opened, setOpened] = useState<{ count: number; hit: OutputHit | undefined }>({ count: 0, hit: undefined })
  const top = rows[0]?.InstanceId
  if (first === undefined && top !== undefined) setFirst(top)
  const selected = params.get('node') ?? first ?? top
  const select = (nodeId: string, hit?: OutputHit) => {
    set({ node: nodeId })
    // A line of the node before means nothing here.
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}`)
    setOpened(({ count }) => ({ count: count + 1, hit }))
  }
  const go = (step: 1 | -1) => {
    const troubled = rows.filter((row) => failed.has(row.Status ?? ''))
    const at = troubled.findIndex((row) => row.InstanceId === selected)
    const next = troubled[at < 0 ? 0 : (at + step + troubled.length) % troubled.length]
    if (next?.InstanceId) select(next.InstanceId)
  }
  useKeys([
    { key: 'n', label: 'Next failed node', group: 'List', run: () => go(1) },
    { key: 'p', label: 'Previous failed node', group: 'List', run: () => go(-1) },
  ])
  return { selected, key: `${selected} ${opened.count}`, hit: opened.hit, select }
}
