import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import type { JobManifest } from '#lib/platform/jobs/jobs'
import { keyChanged, rotateKey } from './key-making'
import { deleteKey, type Key, listDue, lockKey } from './store'

export const keyJobs: JobManifest = {
  'keys.rotate': (ctx) => rotateDueKeys(ctx),
  'keys.delete': (ctx) => deleteDueKeys(ctx),
}

/** How often each is due. */
export const recurringKeyJobs = [
  { kind: 'keys.rotate', seconds: 3600 },
  { kind: 'keys.delete', seconds: 600 },
] as const

async function rotateDueKeys(ctx: Ctx): Promise<void> {
  for (const due of await listDue(ctx, 'rotation', ctx.clock.now())) {
    await withLocked(ctx, due, async (tx, key) => {
      const isDue = key.state === 'Enabled' && key.rotationDueAt !== null && key.rotationDueAt <= tx.clock.now()
      if (isDue) await rotateKey(tx, key)
    })
  }
}

async function deleteDueKeys(ctx: Ctx): Promise<void> {
  for (const due of await listDue(ctx, 'deletion', ctx.clock.now())) {
    await withLocked(ctx, due, async (tx, key) => {
      const isDue = key.state === 'PendingDeletion' && key.deletionAt !== null && key.deletionAt <= tx.clock.now()
      if (!isDue) return
      await deleteKey(tx, key.keyId)
      await keyChanged(tx, key.keyId)
    })
  }
}

/** Between the list and the lock somebody may have cancelled it. */
async function withLocked(ctx: Ctx, { accountId, keyId }: Key, work: (tx: Ctx, key: Key) => Promise<void>): Promise<void> {
  const own = { ...ctx, caller: { ...ctx.caller, accountId } }
  await transact(own, async (tx) => {
    const key = await lockKey(tx, keyId)
    if (key) await work(tx, key)
  })
}
