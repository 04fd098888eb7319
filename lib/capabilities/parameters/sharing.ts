import { createHash } from 'node:crypto'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { parameterArn, parseArn } from '#lib/vocabulary/arn'
import { keyOf } from './model/name'
import { findParameter, lockParameter, type Parameter } from './store/parameters'
import { listResourcePolicies, type StoredPolicy } from './store/resource-policies'

export const mostPolicies = 50

export const hashOf = (policy: string): string => createHash('sha256').update(policy).digest('hex')

/** The caller's own parameter that an ARN names. */
export async function requireShared(ctx: Ctx, resourceArn: string, how: 'read' | 'write'): Promise<Parameter> {
  const arn = parseArn(resourceArn)
  if (arn?.kind !== 'parameter') {
    throw new ApiError(
      'ResourcePolicyInvalidParameterException',
      'ResourceArn must be the ARN of a parameter: nothing else is shared by policies here.',
    )
  }
  const key = keyOf(arn.name)
  const isOwn = arn.accountId === ctx.caller.accountId
  const found = isOwn ? await (how === 'write' ? lockParameter(ctx, key) : findParameter(ctx, key)) : undefined
  if (found) return found
  throw new ApiError('ResourceNotFoundException', `There is no parameter ${resourceArn.slice(0, 1100)} in this account.`)
}

export function ownArn(ctx: Ctx, { accountId, name }: Parameter): string {
  return parameterArn({ region: ctx.config.region, accountId }, name)
}

/** A policy as its caller last saw it: with another hash somebody else changed it meanwhile. */
export async function requirePolicy(
  tx: Ctx,
  { key }: Parameter,
  { policyId, policyHash }: { policyId: string | undefined; policyHash: string | undefined },
): Promise<StoredPolicy> {
  const policies = await listResourcePolicies(tx, key, { limit: mostPolicies })
  const found = policies.find((policy) => policy.policyId === policyId)
  if (!found) throw new ApiError('ResourcePolicyNotFoundException', `There is no policy ${policyId ?? ''} on this parameter.`)
  if (found.policyHash === policyHash) return found
  throw new ApiError(
    'ResourcePolicyConflictException',
    'PolicyHash is not that of the present policy: read it again before you change it.',
  )
}
