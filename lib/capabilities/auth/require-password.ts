import { ApiError } from '#lib/vocabulary/api-error'
import type { Ctx } from '#lib/platform/context'
import { isHashOf } from './new-password'
import { countPasswordTry, findPassword } from './store/users'

const triesPerMinute = 5

/** For what an unlocked screen alone must not give away. Outside a transaction: a try counts also when it is refused. */
export async function requirePassword(ctx: Ctx, password: string): Promise<void> {
  const { caller } = ctx
  if (caller.kind === 'user' && (await countPasswordTry(ctx, caller.userId)) > triesPerMinute)
    throw new ApiError('ThrottlingException', 'Too many tries of this password: wait a minute, then try again.')
  const hash = caller.kind === 'user' ? await findPassword(ctx, caller.userId) : undefined
  if (hash !== undefined && (await isHashOf(hash, password))) return
  throw new ApiError('AccessDeniedException', 'This is not your password.', 403)
}
