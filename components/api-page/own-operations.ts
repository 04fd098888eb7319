import { quarterdeck } from '#lib/api/browser'
import type { listApiOperations } from '#lib/api/list-api-operations'
import type { Wire } from '#lib/api/operation'
import type { auditOperations } from '#lib/capabilities/audit/operations'
import type { authOperations } from '#lib/capabilities/auth/operations'

type Manifest = typeof auditOperations | typeof authOperations | readonly [ReturnType<typeof listApiOperations>]
type Named<Name> = Extract<Manifest[number], { name: Name }>

export type InputOf<Name extends Manifest[number]['name']> = Parameters<Named<Name>['handle']>[1]
export type OutputOf<Name extends Manifest[number]['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>
export type AccessKey = OutputOf<'ListAccessKeys'>['AccessKeys'][number]
export type CreatedKey = OutputOf<'CreateAccessKey'>
export type ApiOperation = OutputOf<'ListApiOperations'>['Operations'][number]

export function createAccessKey(input: InputOf<'CreateAccessKey'>): Promise<CreatedKey> {
  return quarterdeck('CreateAccessKey', input)
}

export function updateAccessKey(input: InputOf<'UpdateAccessKey'>): Promise<unknown> {
  return quarterdeck('UpdateAccessKey', input)
}

export function deleteAccessKey(input: InputOf<'DeleteAccessKey'>): Promise<unknown> {
  return quarterdeck('DeleteAccessKey', input)
}
