'use client'
import { useState } from 'react'
import { useKeys } from '#components/ui/key-provider'
import { formatLineHash } from '#queries/ui/log/log-search'
import { useUrlParams } from '#queries/ui/use-url-state'
import { type NodeFilter, useRunNodes } from './node-table'

export interface SelectedNode {
  selected: string | undefined
  /** Changes when the same node is opened at another line. */
  key: string
  select: (nodeId: string, line?: number) => void
}

const failed = new Set(['Failed', 'TimedOut'])

/** The node of the address, else the first of the list as it was at the start: a failure that comes later does not take the page away. */
export function useSelectedNode(commandId: string, filter: NodeFilter): SelectedNode {
  const { params, set } = useUrlParams()
  const { rows } = useRunNodes(commandId, filter)
  const [first, setFirst] = useState<string>()
  const [opened, setOpened] = useState(0)
  const top = rows[0]?.InstanceId
  if (first === undefined && top !== undefined) setFirst(top)
  const selected = params.get('node') ?? first ?? top
  const select = (nodeId: string, line?: number) => {
    set({ node: nodeId })
    const hash = line === undefined ? '' : formatLineHash([line, line])
    window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}${hash}`)
    setOpened((count) => count + 1)
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
  return { selected, key: `${selected} ${opened}`, select }
}
