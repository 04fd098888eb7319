import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { findUser, findUserByEmail, type User } from './store'

/** Whose keys an operation is about: the caller's own, or another's for an owner or the system. */
export async function requireKeyUser(ctx: Ctx, email: string | undefined): Promise<User> {
  const { caller } = ctx
  if (caller.kind === 'user' && (!email || email.toLowerCase() === caller.email))
    return requireFound(await findUser(ctx, caller.userId), caller.email)
  if (caller.kind === 'user' && caller.role !== 'owner') {
    throw new ApiError('AccessDeniedException', 'Only an owner may handle the access keys of other people.')
  }
  if (!email) throw new ApiError('ValidationException', 'Say whose access key it is: Email is missing.')
  return requireFound(await findUserByEmail(ctx, email), email)
}

function requireFound(user: User | undefined, email: string): User {
  if (user) return user
  throw new ApiError('NoSuchEntityException', `There is no user ${email}.`)
}

export function userArn(ctx: Ctx, email: string | undefined): string {
  const name = email ?? (ctx.caller.kind === 'user' ? ctx.caller.email : '*')
  return `arn:aws:iam::${ctx.caller.accountId}:user/${name}`
}

/** The user whose keys alone the caller may touch; `undefined` means everybody's. */
export function ownKeysOnly(ctx: Ctx): { userId: string } | undefined {
  const { caller } = ctx
  return caller.kind === 'user' && caller.role !== 'owner' ? { userId: caller.userId } : undefined
}
