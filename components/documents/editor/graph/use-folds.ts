'use client'
import { useMemo } from 'react'
import type { StepGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { usePreference } from '#queries/ui/use-preference'
import { fold, type Folded, type Regions, regionsOf } from './folds'

export interface Folds extends Folded {
  regions: Regions
  closed: ReadonlySet<string>
  toggle: (id: string) => void
  /** Of the step of this name, or of the one that stands for it. */
  toggleStep: (name: string | undefined) => void
  setAll: (isClosed: boolean) => void
}

/** What of the graph is folded away, remembered in this browser for each document. */
export function useFolds(graph: StepGraph | undefined, document: string): Folds | undefined {
  const [stored, store] = usePreference(`qd-editor-folds-${document}`, '')
  const regions = useMemo(() => (graph ? regionsOf(graph) : undefined), [graph])
  const closed = useMemo(() => new Set(readIds(stored).filter((id) => regions?.has(id))), [stored, regions])
  const folded = useMemo(() => (graph && regions ? fold(graph, regions, closed) : undefined), [graph, regions, closed])
  if (!graph || !regions || !folded) return undefined
  const keep = (ids: Iterable<string>) => {
    const list = [...ids]
    store(list.length === 0 ? '' : JSON.stringify(list))
  }
  const toggle = (id: string) => {
    if (regions.has(id)) keep(closed.has(id) ? [...closed].filter((other) => other !== id) : [...closed, id])
  }
  return {
    ...folded,
    regions,
    closed,
    toggle,
    toggleStep(name) {
      const id = graph.nodes.find((node) => node.name === name)?.id
      if (id !== undefined) toggle(folded.standIn.get(id) ?? id)
    },
    setAll: (isClosed) => keep(isClosed ? regions.keys() : []),
  }
}

function readIds(stored: string): readonly string[] {
  if (stored === '') return []
  try {
    const read: unknown = JSON.parse(stored)
    return Array.isArray(read) ? read.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
