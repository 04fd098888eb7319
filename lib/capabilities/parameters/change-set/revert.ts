import { authorize } from '#lib/capabilities/auth/index'
import type { PutParameterRequest } from '@aws-sdk/client-ssm'
import type { Ctx } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { arnOf } from '../arn'
import { openValue } from '../secure-string'
import { type ChangeItem, type ChangeSet, findChangeSet, listChangeItems } from '../store/change-sets'
import type { Intent } from './intent'

export async function requireChangeSet(ctx: Ctx, changeSetId: string): Promise<ChangeSet> {
  const found = await findChangeSet(ctx, changeSetId)
  if (found) return found
  throw new ApiError('ResourceNotFoundException', `There is no change set ${changeSetId}: they are kept for 90 days.`)
}

/** What puts back what was there before. A name that changed since is refused by its version. */
export async function revertIntents(
  ctx: Ctx,
  changeSetId: string,
  names: readonly string[] | undefined,
): Promise<readonly Intent[]> {
  const items = await listChangeItems(ctx, changeSetId)
  const wanted = names && new Set(names)
  const chosen = items.filter(({ name }) => wanted?.has(name) ?? true)
  const unknown = names?.find((name) => !items.some((item) => item.name === name))
  if (unknown !== undefined) throw new ApiError('ValidationException', `${unknown.slice(0, 200)} is not in this change set.`)
  const intents: Intent[] = []
  for (const item of chosen) intents.push(await intentOf(ctx, item))
  return intents
}

const actions = {
  create: { service: 'ssm', name: 'DeleteParameter', access: 'write', audience: ['user'] },
  change: { service: 'ssm', name: 'PutParameter', access: 'write', audience: ['user'] },
  delete: { service: 'ssm', name: 'PutParameter', access: 'write', audience: ['user'] },
} as const

async function intentOf(ctx: Ctx, item: ChangeItem): Promise<Intent> {
  const { name, key, afterVersion, before, outcome } = item
  const base = { name, key, expected: afterVersion ?? 0, labels: [], tags: [] }
  try {
    authorize(ctx.caller, actions[outcome], [arnOf(ctx, name)])
    if (!before) return base
    const put = { Name: name, Type: item.type, Value: await valueOf(ctx, item), ...described(item) }
    if (outcome === 'change') return { ...base, put }
    return { ...base, put: { ...put, Tier: before.tier }, labels: before.labels, tags: before.tags }
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    return { ...base, problem: { code: thrown.code, reason: thrown.message } }
  }
}

async function valueOf(
  ctx: Ctx,
  { accountId, name, beforeValue, beforeSealed, beforeSealingKeyId }: ChangeItem,
): Promise<string> {
  if (beforeSealed === null) return beforeValue ?? ''
  return openValue(ctx, { accountId, name, sealed: beforeSealed, sealingKeyId: beforeSealingKeyId })
}

/** PutParameter keeps what it is not told: what was empty is told as empty. */
function described({ before, outcome }: ChangeItem): Partial<PutParameterRequest> {
  if (!before) return {}
  const { dataType, keyId, description, allowedPattern, policies } = before
  const empty = outcome === 'change' ? '' : undefined
  const members = {
    DataType: dataType,
    KeyId: keyId ?? undefined,
    Description: description ?? empty,
    AllowedPattern: allowedPattern ?? empty,
    Policies: policies.length === 0 ? undefined : `[${policies.join(',')}]`,
  }
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined))
}
