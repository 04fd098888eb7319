import type { Ctx } from '#lib/platform/context'

/** Background work on graphile-worker. A job is added in the transaction of `ctx`, and runs at least once. */
export interface Jobs {
  add(ctx: Ctx, job: NewJob): Promise<void>
}

export type JobPayload = { readonly [key: string]: unknown }

export interface NewJob {
  kind: string
  payload: JobPayload
  runAt?: Date
  /** Jobs with one key replace each other while they wait. */
  key?: string
  maxAttempts?: number
}

/** Idempotent: it may run twice, and after a crash it runs again. `ctx.caller` is the system. */
export type JobHandler = (ctx: Ctx, payload: JobPayload) => Promise<void>

export type JobManifest = { readonly [kind: string]: JobHandler }
