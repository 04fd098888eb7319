import type { Caller, Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'

/** Views and exports belong to somebody. */
export function requirePerson(ctx: Ctx): Extract<Caller, { kind: 'user' }> {
  if (ctx.caller.kind === 'user') return ctx.caller
  throw new ApiError('AccessDeniedException', 'Only a user of the console may call it.', 403)
}
