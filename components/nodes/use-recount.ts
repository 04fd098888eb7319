'use client'
import { useState } from 'react'
import { type Failure, toFailure } from '#queries/ui/failure'
import type { ManagedNode } from './managed-node'

/** Looks up once more what an action is for; undefined where nodes were picked one by one. */
export type LookUp = (() => Promise<readonly ManagedNode[]>) | undefined

export interface Recount {
  nodes: readonly ManagedNode[]
  /** How many there were when the person was asked, while that is another number than now. */
  before: number | undefined
  busy: boolean
  failure: Failure | undefined
  /** The nodes to act on, or undefined when the person has to be asked again. */
  agreed(): Promise<readonly ManagedNode[] | undefined>
}

/** What was agreed to is a number of nodes: when it is another one at the moment of confirming, the question comes again. */
export function useRecount(given: readonly ManagedNode[], lookUp: LookUp): Recount {
  const [state, setState] = useState<{ nodes: readonly ManagedNode[]; before?: number | undefined }>({ nodes: given })
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const agreed = async () => {
    if (!lookUp) return state.nodes
    setBusy(true)
    setFailure(undefined)
    try {
      const now = await lookUp()
      const isSame = now.length === state.nodes.length
      setState({ nodes: now, before: isSame ? undefined : state.nodes.length })
      return isSame ? now : undefined
    } catch (thrown) {
      setFailure(toFailure(thrown))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { ...state, before: state.before, busy, failure, agreed }
}
