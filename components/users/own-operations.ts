import { quarterdeck } from '#lib/api/browser'
import type { Wire } from '#lib/api/operation'
import type { authOperations } from '#lib/capabilities/auth/operations'
import { ownPages } from '#queries/shell/ssm-query'

type Named<Name> = Extract<(typeof authOperations)[number], { name: Name }>
type InputOf<Name extends 'CreateUser' | 'UpdateUser'> = Parameters<Named<Name>['handle']>[1]
type OutputOf<Name extends 'CreateUser' | 'UpdateUser' | 'ListUsers'> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>

export type User = OutputOf<'ListUsers'>['Users'][number]
export type Role = User['Role']

export const roleOptions: readonly { value: Role; label: string; hint: string }[] = [
  { value: 'viewer', label: 'Viewer', hint: 'looks at everything, changes nothing' },
  { value: 'operator', label: 'Operator', hint: 'adds nodes and runs commands' },
  { value: 'owner', label: 'Owner', hint: 'does everything, and decides who may do what' },
]

/** User events are announced by the capability `auth`, so that is where these live. */
export function userPages() {
  return ownPages<OutputOf<'ListUsers'>>('auth', 'ListUsers', { MaxResults: 100 })
}

export function createUser(input: InputOf<'CreateUser'>): Promise<OutputOf<'CreateUser'>> {
  return quarterdeck('CreateUser', input)
}

export function updateUser(input: InputOf<'UpdateUser'>): Promise<OutputOf<'UpdateUser'>> {
  return quarterdeck('UpdateUser', input)
}
