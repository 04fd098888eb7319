/** A hint that something changed: refetch what is about it. */
export interface LiveEvent {
  id: number | string
  capability: string
  type: string
  resource: string
  topics: string[]
  at: string | number
  data: unknown
}

/** A piece of what a step printed, addressed by byte offset. */
export interface OutputChunk {
  commandId: string
  nodeId: string
  step: string
  stream: 'stdout' | 'stderr'
  offset: number
  bytes: number
  text: string
}

/** What nodes of a command said last: by node id, only of those that said something since the last time. */
export interface LastLines {
  commandId: string
  lines: Readonly<Record<string, string>>
}

export type Link = 'connecting' | 'live' | 'broken'

export type ToHub =
  /** Also the sign of life. `since`: where the stream stood before what the tab shows was read; without it, that may be old. */
  { kind: 'topics'; topics: string[]; since?: string | undefined } | { kind: 'bye' }

export type FromHub =
  | { kind: 'events'; events: LiveEvent[] }
  /** All that came at once. */
  | { kind: 'output'; chunks: readonly OutputChunk[] }
  | { kind: 'lines'; said: LastLines }
  /** The stream begins anew: whatever was fetched before may be old. */
  | { kind: 'reset' }
  /** The stream is open: output from now on arrives, and what was printed before it must be read. */
  | { kind: 'opened' }
  | { kind: 'link'; link: Link; lastAt: number; failures: number }
