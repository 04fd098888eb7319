import type { Connections } from '#agent/downloads/download-file'
import type { StepContext } from '#agent/plugins/plugin'

/** What a source has to work with. */
export interface Fetching {
  /** Empty, and removed afterwards whatever happens. */
  staging: string
  context: StepContext
  connections: Connections
  signal: AbortSignal
}

/** One file with the name it has there, or all below a directory. */
export type Fetched = { kind: 'file'; file: string; name: string } | { kind: 'tree'; root: string; leaveOut: readonly string[] }

export interface Source {
  fetch(fetching: Fetching): Promise<Fetched>
}
