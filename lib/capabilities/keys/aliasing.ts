import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { keyArn, missing, requireKeyId } from './lookup'
import { parseKeyIdentifier } from './model/identifier'
import { mostAliases, requireNotPending } from './model/key-state'
import { countAliases, lockKey } from './store'

/** The key that an alias is about to name: given by id or ARN, not on its way out, with room for one more. */
export async function requireAliasTarget(tx: Ctx, given: string): Promise<string> {
  if (parseKeyIdentifier(given, tx.caller.accountId).kind === 'alias')
    throw new ApiError('ValidationException', 'Aliases must refer to keys. Not aliases')
  const keyId = await requireKeyId(tx, given)
  const key = (await lockKey(tx, keyId)) ?? missing(tx, keyId)
  const arn = keyArn(tx, keyId)
  if (key.manager === 'AWS')
    throw new ApiError('AccessDeniedException', `${arn} is kept by Quarterdeck itself: other aliases cannot name it.`)
  requireNotPending(arn, key.state)
  if ((await countAliases(tx, keyId)) >= mostAliases)
    throw new ApiError('LimitExceededException', `${arn} has ${mostAliases} aliases, which is the most that a key can have.`)
  return keyId
}
