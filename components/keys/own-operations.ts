import { call } from '#lib/api/browser'
import type { Wire } from '#lib/api/operation'
import type { keyOperations } from '#lib/capabilities/keys/operations'
import type { parameterOperations } from '#lib/capabilities/parameters/operations'
import { ownPages, ownQuery } from '#queries/shell/ssm-query'

type Manifest = typeof keyOperations | typeof parameterOperations
type Named<Name> = Extract<Manifest[number], { name: Name }>
type Answer<Name extends Manifest[number]['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>
type KeyOperation = (typeof keyOperations)[number]['name']

export type KeySummary = Answer<'ListKeySummaries'>['Keys'][number]
export type KeyUse = Answer<'CountParametersOfKeys'>['Keys'][number]

export function keyPages() {
  return ownPages<Answer<'ListKeySummaries'>>('keys', 'ListKeySummaries', { MaxResults: 100 })
}

/** Parameters announce what changes these. */
export function keyUses(KeyIds: readonly string[]) {
  return ownQuery<Answer<'CountParametersOfKeys'>>('parameters', 'CountParametersOfKeys', { KeyIds })
}

export function parametersOfKey(KeyId: string) {
  return ownPages<Answer<'ListParametersOfKey'>>('parameters', 'ListParametersOfKey', { KeyId, MaxResults: 50 })
}

/** One call of KMS, as "Copy as" writes it down. */
export interface KeyCall {
  service: 'kms'
  operation: KeyOperation
  input: object
}

export function keyCall(operation: KeyOperation, input: object): KeyCall {
  return { service: 'kms', operation, input }
}

export async function send<Name extends KeyOperation>(operation: Name, input: object): Promise<Answer<Name>> {
  // The guarantee of the cast: the door answers what the operation declares.
  return (await call(keyCall(operation, input))) as Answer<Name>
}
