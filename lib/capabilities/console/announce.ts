import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'

export async function announce(
  tx: Ctx,
  what: 'saved-view' | 'snooze' | 'export' | 'installation',
  resource: string,
): Promise<void> {
  await append(tx, { capability: 'console', type: `${what}.changed`, resource, topics: ['console'] })
}
