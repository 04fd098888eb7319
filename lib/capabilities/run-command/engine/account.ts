import type { Ctx } from '#lib/platform/context'

/** Jobs and node messages come without a caller: they act for the account that they name. */
export function inAccount(ctx: Ctx, accountId: string): Ctx {
  return { ...ctx, caller: { kind: 'system', accountId, sourceIp: 'internal', userAgent: 'quarterdeck' } }
}

export function groupByAccount<T extends { accountId: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(item.accountId)
    if (group) group.push(item)
    else groups.set(item.accountId, [item])
  }
  return groups
}
