import { timingSafeEqual } from 'node:crypto'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Ports } from '#lib/platform/context'
import type { SignIn } from './sign-in'
import { insertFirstUser } from './store'

/** The token of the set-up link. It is of use only while nobody owns the installation, so it needs no storing. */
export function setupToken(ports: Pick<Ports, 'secrets'>): string {
  return Buffer.from(ports.secrets.derive('setup-token')).toString('base64url')
}

export function isSetupToken(ports: Pick<Ports, 'secrets'>, given: string): boolean {
  const expected = Buffer.from(setupToken(ports))
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

export interface NewOwner {
  email: string
  name: string
  password: string
}

/** Makes the first account, the owner. Of several at once exactly one succeeds. */
export async function createOwner(ports: Pick<Ports, 'db' | 'config'>, signIn: SignIn, owner: NewOwner): Promise<void> {
  const problem = problemOf(owner)
  if (problem) throw new ApiError('ValidationException', problem)
  const auth = await signIn.$context
  const password = await auth.password.hash(owner.password)
  const made = await insertFirstUser(ports, { ...owner, accountId: ports.config.accountId, password })
  if (!made) throw new ApiError('AlreadyOwnedException', 'This installation has an owner already: sign in instead.')
}

function problemOf(owner: NewOwner): string | undefined {
  if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(owner.email)) return 'Give an e-mail address, such as maria@example.net.'
  if (owner.name.trim().length < 1 || owner.name.length > 100) return 'Give a name of 1 to 100 characters.'
  if (owner.password.length < 12) return 'The password must have at least 12 characters.'
  if (owner.password.length > 256) return 'The password must have at most 256 characters.'
  return undefined
}
