import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { boolean, ownShape, structure, text } from '#lib/wire/own-shape'
import { userArn } from '../key-user'
import { hashOf, newPassword } from '../new-password'
import { accessKeysSubject } from '../signing-keys'
import {
  changeUser,
  endSessions,
  forgetSecondFactor,
  hasOtherOwner,
  lockUser,
  setPassword,
  type UserRecord,
} from '../store/users'
import { roles, userOf } from '../user-wire'

/** Another role, off and on again, or a new first password for who lost theirs. Whatever it is, they sign in again. */
export const updateUser = operation({
  service: 'quarterdeck',
  name: 'UpdateUser',
  access: 'write',
  input: ownShape(
    'UpdateUserRequest',
    structure({
      Email: text({ required: true, max: 254 }),
      Role: text({ oneOf: roles }),
      Status: text({ oneOf: ['Active', 'Disabled'] }),
      ResetSignIn: boolean(),
    }),
  ),
  resources: (input, ctx) => [userArn(ctx, input.Email)],
  async handle(tx, input) {
    const user = await lockUser(tx, input.Email)
    if (!user) throw new ApiError('NoSuchEntityException', `There is no user ${input.Email}.`)
    const next = { role: input.Role ?? user.role, disabledAt: disabledAt(tx, user, input.Status) }
    await keepAnOwner(tx, user, next)
    await changeUser(tx, user.id, next)
    const password = input.ResetSignIn === true ? await reset(tx, user) : undefined
    await endSessions(tx, user.id)
    await append(tx, { capability: 'auth', type: 'user.changed', resource: user.email, topics: ['users'] })
    tx.afterCommit(() => tx.bus.publish(accessKeysSubject, new Uint8Array()))
    return { User: userOf({ ...user, ...next, twoFactor: user.twoFactor && !password }), Password: password }
  },
})

function disabledAt(tx: Ctx, user: UserRecord, status: 'Active' | 'Disabled' | undefined): Date | null {
  if (status === undefined) return user.disabledAt
  return status === 'Active' ? null : (user.disabledAt ?? tx.clock.now())
}

async function keepAnOwner(tx: Ctx, user: UserRecord, next: Pick<UserRecord, 'role' | 'disabledAt'>): Promise<void> {
  const staysOwner = next.role === 'owner' && next.disabledAt === null
  if (user.role !== 'owner' || staysOwner || (await hasOtherOwner(tx, user.id))) return
  throw new ApiError('ConflictException', `${user.email} is the last owner: make somebody else an owner first.`)
}

async function reset(tx: Ctx, user: UserRecord): Promise<string> {
  const password = newPassword()
  await setPassword(tx, user.id, await hashOf(password))
  await forgetSecondFactor(tx, user.id)
  return password
}
