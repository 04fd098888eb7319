'use client'
import { useState } from 'react'
import { nothingSelected, type Selection, selectedCount } from '#queries/ui/table/selection'
import { type Failure, toFailure } from '#queries/ui/failure'
import type { ManagedNode } from '../managed-node'
import type { LookUp } from '../use-recount'

export type Bulk = { action: 'tags' | 'deregister'; nodes: readonly ManagedNode[]; lookUp: LookUp }

interface BulkInput {
  rows: readonly ManagedNode[]
  /** Another filter is another list: what was picked in the old one is let go. */
  list: string
  fetchPages: () => AsyncIterable<ManagedNode[]>
}

/**
 * What is selected, and the dialog that acts on it. "Everything that matches" is all of it, whatever is loaded: it is looked up when
 * the dialog opens, and again when it is confirmed.
 */
export function useBulk({ rows, list, fetchPages }: BulkInput) {
  const [picked, setPicked] = useState({ list, selection: nothingSelected })
  const [bulk, setBulk] = useState<Bulk>()
  const [opening, setOpening] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const selection: Selection = picked.list === list ? picked.selection : nothingSelected
  const everything = async (except: ReadonlySet<string>): Promise<ManagedNode[]> => {
    const nodes: ManagedNode[] = []
    for await (const page of fetchPages()) nodes.push(...page.filter((node) => !except.has(node.NodeId)))
    return nodes
  }
  const openAll = async (action: Bulk['action'], except: ReadonlySet<string>) => {
    if (opening) return
    setOpening(true)
    setFailure(undefined)
    try {
      const lookUp = () => everything(except)
      setBulk({ action, nodes: await lookUp(), lookUp })
    } catch (thrown) {
      setFailure(toFailure(thrown))
    } finally {
      setOpening(false)
    }
  }
  const open = (action: Bulk['action'], only?: ManagedNode) => {
    if (only) return setBulk({ action, nodes: [only], lookUp: undefined })
    if (selection.mode === 'all') return void openAll(action, selection.except)
    setBulk({ action, nodes: rows.filter((node) => selection.ids.has(node.NodeId)), lookUp: undefined })
  }
  return {
    selection,
    count: (total: number) => selectedCount(selection, total),
    select: (next: Selection) => setPicked({ list, selection: next }),
    clear: () => setPicked({ list, selection: nothingSelected }),
    bulk,
    open,
    opening,
    /** Why everything that matches could not be looked up. */
    failure,
    close: () => setBulk(undefined),
  }
}
