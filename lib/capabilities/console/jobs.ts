import type { Ctx } from '#lib/platform/context'
import type { JobManifest, JobPayload } from '#lib/platform/jobs/jobs'
import { deleteEndedExports } from './store/exports'
import { deleteEndedSnoozes } from './store/snoozes'
import { writeExport } from './write-export'

export const consoleJobs: JobManifest = {
  'console.export': async (ctx, payload) => {
    const accountId = textOf(payload, 'accountId')
    await writeExport({ ...ctx, caller: { ...ctx.caller, accountId } }, textOf(payload, 'exportId'))
  },
  'console.discard': (ctx, payload) => ctx.blobs.delete(textOf(payload, 'blobKey')),
  'console.prune': (ctx) => prune(ctx),
}

async function prune(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  await deleteEndedSnoozes(ctx, now)
  for (const { blobKey } of await deleteEndedExports(ctx, now)) if (blobKey) await ctx.blobs.delete(blobKey)
}

function textOf(payload: JobPayload, name: string): string {
  const value = payload[name]
  if (typeof value === 'string') return value
  throw new TypeError(`A job of the console came without ${name}`)
}
