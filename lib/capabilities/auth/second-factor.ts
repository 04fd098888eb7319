import type { Role } from '#lib/platform/context'
import type { SignIn } from './sign-in'

export interface HalfSignedIn {
  userId: string
  email: string
  role: Role
  accountId: string
}

/** Whose password was right already, while the code is still asked for. The secret name of that wait is in a cookie. */
export async function findHalfSignedIn(signIn: SignIn, cookies: string | undefined): Promise<HalfSignedIn | undefined> {
  if (!cookies) return undefined
  const { createAuthCookie, internalAdapter } = await signIn.$context
  const { name } = createAuthCookie('two_factor')
  const cookie = cookies.split(/;\s*/).find((part) => part.startsWith(`${name}=`))
  // The signature comes behind the last dot; a name that nobody can guess needs no second look.
  const waiting = cookie?.slice(name.length + 1).replace(/\.[^.]*$/, '')
  if (!waiting || !/^2fa-[\w-]{10,100}$/.test(waiting)) return undefined
  const found = await internalAdapter.findVerificationValue(waiting)
  const user = found && found.expiresAt > new Date() ? await internalAdapter.findUserById(found.value) : null
  return user ? halfOf(user) : undefined
}

/** The guarantee of the cast: `additionalFields` of createSignIn. */
function halfOf(user: object): HalfSignedIn {
  const { id, email, role, homeAccount } = user as { id: string; email: string; role: Role; homeAccount: string }
  return { userId: id, email, role, accountId: homeAccount }
}
