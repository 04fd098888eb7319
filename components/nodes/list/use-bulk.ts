'use client'
import { useState } from 'react'
import { nothingSelected, type Selection, selectedCount } from '#queries/ui/table/selection'
import type { ManagedNode } from '../managed-node'

export type Bulk = { action: 'tags' | 'deregister'; nodes: readonly ManagedNode[] }

interface BulkInput {
  rows: readonly ManagedNode[]
  /** Another filter is another list: what was picked in the old one is let go. */
  list: string
  fetchPages: () => AsyncIterable<ManagedNode[]>
}

/** What is selected, and the dialog that acts on it. "Everything that matches" is looked up again when the dialog opens. */
export function useBulk({ rows, list, fetchPages }: BulkInput) {
  const [picked, setPicked] = useState({ list, selection: nothingSelected })
  const [bulk, setBulk] = useState<Bulk>()
  const selection: Selection = picked.list === list ? picked.selection : nothingSelected
  const chosen = async (): Promise<ManagedNode[]> => {
    if (selection.mode === 'rows') return rows.filter((node) => selection.ids.has(node.NodeId))
    const nodes: ManagedNode[] = []
    for await (const page of fetchPages()) nodes.push(...page.filter((node) => !selection.except.has(node.NodeId)))
    return nodes
  }
  const open = async (action: Bulk['action'], only?: ManagedNode) => setBulk({ action, nodes: only ? [only] : await chosen() })
  return {
    selection,
    count: (total: number) => selectedCount(selection, total),
    select: (next: Selection) => setPicked({ list, selection: next }),
    clear: () => setPicked({ list, selection: nothingSelected }),
    bulk,
    open,
    close: () => setBulk(undefined),
  }
}
