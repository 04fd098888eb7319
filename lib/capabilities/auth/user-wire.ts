import type { UserRecord } from './store/users'

export const roles = ['owner', 'operator', 'viewer'] as const

/** Never a password or a hash. */
export function userOf(user: UserRecord) {
  return {
    Email: user.email,
    Name: user.name,
    Role: user.role,
    Status: user.disabledAt === null ? ('Active' as const) : ('Disabled' as const),
    TwoFactor: user.twoFactor,
    CreatedDate: user.createdAt,
  }
}
