import type { Tag } from '#lib/capabilities/tags/index'
import type { Caller, Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { registerNode } from '../registration'

/** Registered nodes for tests, named `NAME-0`, `NAME-1` … */
export async function registerNodes(
  ctx: Ctx,
  name: string,
  options: { count?: number; tags?: readonly Tag[] } = {},
): Promise<string[]> {
  const { count = 1, tags = [] } = options
  const machine = { publicKey: 'key', fingerprint: 'fp', ipAddress: '192.0.2.50' }
  return transact(ctx, async (tx) => {
    const ids: string[] = []
    for (let index = 0; index < count; index += 1) {
      ids.push(
        await registerNode(tx, {
          ...machine,
          activationId: crypto.randomUUID(),
          iamRole: 'fleet',
          name: `${name}-${index}`,
          tags,
        }),
      )
    }
    return ids
  })
}

export function callerOfNode(ctx: Ctx, nodeId: string): Caller {
  return { kind: 'node', nodeId, accountId: ctx.caller.accountId, sourceIp: '192.0.2.50', userAgent: 'agent' }
}
