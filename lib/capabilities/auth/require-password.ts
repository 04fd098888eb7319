import { ApiError } from '#lib/vocabulary/api-error'
import type { Ctx } from '#lib/platform/context'
import { isHashOf } from './new-password'
import { findPassword } from './store/users'

/** For what an unlocked screen alone must not give away. */
export async function requirePassword(ctx: Ctx, password: string): Promise<void> {
  const { caller } = ctx
  const hash = caller.kind === 'user' ? await findPassword(ctx, caller.userId) : undefined
  if (hash !== undefined && (await isHashOf(hash, password))) return
  throw new ApiError('AccessDeniedException', 'This is not your password.', 403)
}
