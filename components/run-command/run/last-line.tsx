'use client'
import { createContext, type ReactNode, useCallback, useContext, useState, useSyncExternalStore } from 'react'
import { useLastLines } from '#components/shell/live/live-provider'
import { LastLineStore } from './last-lines'
import { plain } from './plain-text'

const LineContext = createContext<LastLineStore | undefined>(undefined)

/** Follows what running nodes say, for the cells inside. */
export function LastLineProvider({ commandId, children }: { commandId: string; children: ReactNode }) {
  const [store] = useState(() => new LastLineStore())
  useLastLines(commandId, store.take)
  return <LineContext value={store}>{children}</LineContext>
}

export interface LastLineProps {
  nodeId: string
  /** As it was read with the list: until the node says something new. */
  line: string
}

/** The last line of a node that runs, sampled. */
export function LastLine({ nodeId, line }: LastLineProps) {
  const store = useContext(LineContext)
  const subscribe = useCallback((listener: () => void) => store?.subscribe(nodeId, listener) ?? (() => {}), [store, nodeId])
  const said = useSyncExternalStore(
    subscribe,
    () => store?.of(nodeId),
    () => undefined,
  )
  return said === undefined ? line : plain(said)
}
