'use client'
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { LiveClient, type LiveStatus } from './client'
import type { LastLines, LiveEvent, OutputChunk } from './messages'

const LiveContext = createContext<LiveClient | undefined>(undefined)
const starting: LiveStatus = { state: 'starting', lastAt: 0 }
const pollMs = 2_000

export interface LiveProviderProps {
  /** Where the stream stood before the first data of the page was read. */
  since: string | undefined
  children: ReactNode
}

export function LiveProvider({ since, children }: LiveProviderProps) {
  const queries = useQueryClient()
  const [client] = useState(() => new LiveClient(refetcher(queries), since))
  useEffect(() => client.open(), [client])
  const { state } = useSyncExternalStore(client.subscribe, client.read, () => starting)
  useEffect(() => {
    if (state !== 'polling') return
    const timer = setInterval(() => document.visibilityState === 'visible' && void refetchAll(queries), pollMs)
    return () => clearInterval(timer)
  }, [state, queries])
  return <LiveContext value={client}>{children}</LiveContext>
}

/** Keeps these topics on the stream while the component is mounted. Events refetch the queries keyed by their capability. */
export function useTopics(topics: readonly string[]): void {
  const client = useContext(LiveContext)
  const wanted = topics.join('\n')
  useEffect(() => (wanted === '' ? undefined : client?.want(wanted.split('\n'))), [client, wanted])
}

/** Told of what happens under these topics, without making the data of the page old. */
export function useSignal(topics: readonly string[], handler: () => void): void {
  const client = useContext(LiveContext)
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    const leave = topics.map((topic) => client?.wantSignal(topic, () => latest.current()))
    return () => leave.forEach((one) => one?.())
  }, [client, topics])
}

/** Text as it arrives, outside React: put it in a store of your own and render at most 10 times a second. Undefined topic: nothing. */
export function useOutput(topic: string | undefined, handler: (chunk: OutputChunk) => void): void {
  const client = useContext(LiveContext)
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(
    () => (topic === undefined ? undefined : client?.wantOutput(topic, (chunk) => latest.current(chunk))),
    [client, topic],
  )
}

/** What the nodes of a command said last, three times a second at most; kept outside React like output. */
export function useLastLines(commandId: string, handler: (said: LastLines) => void): void {
  const client = useContext(LiveContext)
  useEffect(() => client?.wantLines(commandId, handler), [client, commandId, handler])
}

/** Changes when the stream opens, also again: whoever shows output reads then what it may have missed. */
export function useStreamOpens(): number {
  const client = useContext(LiveContext)
  return useSyncExternalStore(client?.subscribe ?? neverChanges, client?.readOpens ?? (() => 0), () => 0)
}

export function useLive(): LiveStatus & { pause: (paused: boolean) => void } {
  const client = useContext(LiveContext)
  const status = useSyncExternalStore(client?.subscribe ?? neverChanges, client?.read ?? (() => starting), () => starting)
  return { ...status, pause: (paused) => client?.pause(paused) }
}

const gone = new WeakSet<Query>()
const isWanted = (query: Query): boolean => !gone.has(query)

/**
 * What these are about is being deleted: the page that shows it is left soon, and no event may ask for it meanwhile.
 * Answers how to take that back.
 */
export function leaveAlone(queries: QueryClient, predicate: (query: Query) => boolean): () => void {
  const found = queries.getQueryCache().findAll({ predicate })
  for (const query of found) gone.add(query)
  return () => found.forEach((query) => gone.delete(query))
}

const batchMs = 500

/** Collects events for half a second, then refetches each capability once; a refetch that still runs is waited for, not doubled. */
export function refetcher(queries: QueryClient): (events: readonly LiveEvent[] | 'all') => void {
  let dirty = new Set<string>()
  let running = false
  const flush = async () => {
    while (dirty.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, batchMs))
      const roots = dirty
      dirty = new Set()
      if (roots.has('*')) await refetchAll(queries)
      else
        await Promise.all(
          [...roots].map((root) =>
            queries.invalidateQueries({ queryKey: [root], predicate: isWanted, ...whenSeen() }, { cancelRefetch: false }),
          ),
        )
    }
    running = false
  }
  return (events) => {
    for (const root of events === 'all' ? ['*'] : events.flatMap(rootsOf)) dirty.add(root)
    if (running) return
    running = true
    void flush()
  }
}

/** What an event is about is shown by its capability, and wherever a topic says: tags hang on nodes, `nodes` or `node/mi-…`. */
export function rootsOf({ capability, topics }: Pick<LiveEvent, 'capability' | 'topics'>): readonly string[] {
  return [...new Set([capability, ...topics.map((topic) => topic.split('/')[0] ?? topic)])]
}

function refetchAll(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries(
    { predicate: (query) => query.queryKey[0] !== 'session' && isWanted(query), ...whenSeen() },
    { cancelRefetch: false },
  )
}

/** A hidden tab only marks its data as old; coming back refetches it. */
function whenSeen(): { refetchType: 'active' | 'none' } {
  return { refetchType: document.visibilityState === 'visible' ? 'active' : 'none' }
}

function neverChanges(): () => void {
  return () => {}
}
