import type { Ctx } from '#lib/platform/context'
import { concurrencyFor, errorLimitFor } from '#lib/vocabulary/rate-control'
import { type Addressed, listAddressed } from '../targets'
import type { AimedCommand } from './send'

export interface Preview {
  matched: number
  online: number
  offline: number
  invalidPlatform: number
  unknown: number
  nodes: readonly Addressed[]
  /** Accounts that the agents say they run as. */
  users: ReadonlyMap<string, number>
  concurrency: number
  errors: number
  /** Rounds of at most `concurrency` nodes, once the ramp is over. */
  waves: number
}

const shownNodes = 50

/** The same resolution as sending, without sending. */
export async function previewCommand(ctx: Ctx, { request, document }: AimedCommand): Promise<Preview> {
  const counts = { matched: 0, online: 0, offline: 0, invalidPlatform: 0, unknown: 0 }
  const nodes: Addressed[] = []
  const users = new Map<string, number>()
  for await (const page of listAddressed(ctx, request.addressees, document.platformTypes)) {
    counts.matched += page.length
    nodes.push(...page.slice(0, Math.max(0, shownNodes - nodes.length)))
    for (const one of page) {
      const kind = kindOf(one)
      counts[kind] += 1
      if (kind === 'online' || kind === 'offline') count(users, agentUserOf(one))
    }
  }
  const concurrency = concurrencyFor(request.concurrency, counts.matched)
  const runnable = counts.online + counts.offline
  const errors = errorLimitFor(request.errors, counts.matched)
  return { ...counts, nodes, users, concurrency, errors, waves: Math.ceil(runnable / concurrency) }
}

function kindOf({ node, endDetail }: Addressed): 'online' | 'offline' | 'invalidPlatform' | 'unknown' {
  if (!node) return 'unknown'
  if (endDetail === 'InvalidPlatform') return 'invalidPlatform'
  return node.pingStatus === 'Online' ? 'online' : 'offline'
}

function count(tally: Map<string, number>, key: string): void {
  if (key !== '') tally.set(key, (tally.get(key) ?? 0) + 1)
}

/** Only our own agent says so. */
function agentUserOf({ node }: Addressed): string {
  return node?.agentUser ?? ''
}
