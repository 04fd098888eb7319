import type { OutputOf } from '../own-operations'

export type OutputHit = OutputOf<'SearchCommandOutput'>['Hits'][number]

export interface HitGroup {
  nodeId: string
  step: string
  stream: OutputHit['Stream']
  hits: OutputHit[]
}

/** Neighbouring hits of one stream together, in the order of the server. */
export function groupHits(hits: readonly OutputHit[]): HitGroup[] {
  const groups: HitGroup[] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    if (last && last.nodeId === hit.InstanceId && last.step === hit.PluginName && last.stream === hit.Stream) last.hits.push(hit)
    else groups.push({ nodeId: hit.InstanceId, step: hit.PluginName, stream: hit.Stream, hits: [hit] })
  }
  return groups
}
