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

export type Link = 'connecting' | 'live' | 'broken'

export type ToHub = { kind: 'topics'; topics: string[] } | { kind: 'alive' } | { kind: 'bye' }

export type FromHub =
  | { kind: 'events'; events: LiveEvent[] }
  | { kind: 'output'; chunk: OutputChunk }
  /** The stream begins anew: whatever was fetched before may be old. */
  | { kind: 'reset' }
  /** The stream is open: output from now on arrives, and what was printed before it must be read. */
  | { kind: 'opened' }
  | { kind: 'link'; link: Link; lastAt: number; failures: number }
