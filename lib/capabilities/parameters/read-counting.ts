/** Who read what, from the audit trail: GetParameter itself does nothing for it. */
import { type CallCount, countCalls } from '#lib/capabilities/audit/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { parseReference } from './model/name'
import { addReads, lockProgress, moveProgress, type ParameterRead } from './store/reads'

export const keptReadDays = 90
/** Reads are recorded in batches, some moments after their time. */
const settledAfterMs = 30_000
const spanMs = 3_600_000
const actions = ['GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory'] as const

/** Every minute; after a pause hour by hour, so that no transaction grows long. */
export async function countReads(ctx: Ctx): Promise<void> {
  const settled = new Date(ctx.clock.now().getTime() - settledAfterMs)
  const first = new Date(settled.getTime() - keptReadDays * 86_400_000)
  for (let reached = false; !reached; ) {
    reached = await transact(ctx, async (tx) => {
      const { upTo: after, isFirst } = await lockProgress(tx, first)
      if (after >= settled) return true
      const upTo = isFirst ? settled : new Date(Math.min(settled.getTime(), after.getTime() + spanMs))
      await addReads(tx, summed((await countCalls(tx, { service: 'ssm', actions, after, upTo })).flatMap(readsOf)))
      await moveProgress(tx, upTo)
      return upTo >= settled
    })
  }
}

interface Request {
  Name?: unknown
  Names?: unknown
  Path?: unknown
  Recursive?: unknown
}

export function readsOf({ accountId, actor, request, calls, lastAt }: CallCount): readonly ParameterRead[] {
  // The guarantee of the cast: members are looked at one by one.
  const { Name, Names, Path, Recursive } = (request ?? {}) as Request
  const by = { caller: actor, day: lastAt.toISOString().slice(0, 10), reads: calls, lastAt }
  if (typeof Path === 'string') {
    const key = Path.trim().replace(/^\//, '').replace(/\/$/, '')
    return [{ accountId, key, via: Recursive === true ? 'below' : 'path', selector: '', ...by }]
  }
  return [Name, Names].flat().flatMap((given) => {
    const reference = typeof given === 'string' ? parseReference(given) : undefined
    if (!reference) return []
    const { key, selector = '' } = reference
    return [{ accountId: reference.accountId ?? accountId, key, via: 'name' as const, selector: selector.slice(1), ...by }]
  })
}

/** One row for each key of the table: a statement may not meet a row twice. */
function summed(reads: readonly ParameterRead[]): readonly ParameterRead[] {
  const found = new Map<string, ParameterRead>()
  for (const read of reads) {
    const name = JSON.stringify([read.accountId, read.key, read.via, read.selector, read.caller, read.day])
    const known = found.get(name)
    const lastAt = known && known.lastAt > read.lastAt ? known.lastAt : read.lastAt
    found.set(name, known ? { ...known, reads: known.reads + read.reads, lastAt } : read)
  }
  return [...found.values()]
}
