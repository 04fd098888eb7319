import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { parameterKeyId } from './key-making'
import { parameterAlias, parseKeyIdentifier } from './model/identifier'
import { findAlias, findKey, type Key, lockKey } from './store'

export const keyArn = (ctx: Ctx, keyId: string): string => kmsArn(ctx, `key/${keyId}`)
export const aliasArn = (ctx: Ctx, alias: string): string => kmsArn(ctx, alias)

function kmsArn({ config, caller }: Ctx, resource: string): string {
  return `arn:aws:kms:${config.region}:${caller.accountId}:${resource}`
}

/** What policy is checked against, before anything is looked up. */
export function resourceOf(ctx: Ctx, given: string | undefined): string {
  if (!given) return '*'
  if (given.startsWith('arn:')) return given
  return given.startsWith('alias/') ? aliasArn(ctx, given) : keyArn(ctx, given)
}

/** Follows aliases. The id of a key that may be gone. */
export async function requireKeyId(ctx: Ctx, given: string): Promise<string> {
  const identifier = parseKeyIdentifier(given, ctx.caller.accountId)
  if (identifier.kind === 'key') return identifier.keyId
  if (identifier.alias === parameterAlias) return parameterKeyId(ctx)
  const found = await findAlias(ctx, identifier.alias)
  if (!found) throw new ApiError('NotFoundException', `Alias ${aliasArn(ctx, identifier.alias)} is not found.`)
  return found.keyId
}

export async function requireKey(ctx: Ctx, given: string): Promise<Key> {
  const keyId = await requireKeyId(ctx, given)
  return (await findKey(ctx, keyId)) ?? missing(ctx, keyId)
}

/** For a change of the key: by id or ARN alone, of keys that callers made, locked. */
export async function requireOwnKey(tx: Ctx, given: string): Promise<Key> {
  const identifier = parseKeyIdentifier(given, tx.caller.accountId)
  if (identifier.kind === 'alias')
    throw new ApiError('NotFoundException', `Invalid keyId '${given}': this call takes the id or ARN of a key.`)
  const key = (await lockKey(tx, identifier.keyId)) ?? missing(tx, identifier.keyId)
  if (key.manager === 'CUSTOMER') return key
  throw new ApiError('AccessDeniedException', `${keyArn(tx, key.keyId)} is kept by Quarterdeck itself and cannot be changed.`)
}

export function missing(ctx: Ctx, keyId: string): never {
  throw new ApiError('NotFoundException', `Key '${keyArn(ctx, keyId)}' does not exist`)
}
