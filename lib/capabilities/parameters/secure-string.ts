/** SecureStrings: sealed by the key service, with the ARN of the parameter as encryption context, as the real service does. */
import { authorize } from '#lib/capabilities/auth/index'
import { keyArn, open, seal, type Sealed } from '#lib/capabilities/keys/index'
import type { Ctx } from '#lib/platform/context'
import { parameterArn } from '#lib/vocabulary/arn'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import type { StoredValue } from './store/parameters'

export function contextOf(ctx: Ctx, accountId: string, name: string): { PARAMETER_ARN: string } {
  return { PARAMETER_ARN: parameterArn({ region: ctx.config.region, accountId }, name) }
}

export async function sealValue(tx: Ctx, keyId: string, { name, value }: { name: string; value: string }): Promise<Sealed> {
  const context = contextOf(tx, tx.caller.accountId, name)
  return asInvalidKey(() => seal(tx, keyId, { plain: Buffer.from(value, 'utf8'), context }))
}

export interface SealedValue {
  accountId: string
  name: string
  sealed: Uint8Array
  sealingKeyId: string | null
  sealingKeyState?: StoredValue['sealingKeyState']
}

/** With the right of the caller to use the key. */
export async function openValue(
  ctx: Ctx,
  { accountId, name, sealed, sealingKeyId, sealingKeyState }: SealedValue,
): Promise<string> {
  const owner = accountId === ctx.caller.accountId ? ctx : { ...ctx, caller: { ...ctx.caller, accountId } }
  authorize(ctx.caller, useOfKey, [sealingKeyId ? keyArn(owner, sealingKeyId) : '*'])
  const { plain } = await asInvalidKey(() =>
    open(owner, { sealed, context: contextOf(owner, accountId, name), keyState: sealingKeyState }),
  )
  const text = Buffer.from(plain).toString('utf8')
  plain.fill(0)
  return text
}

export const useOfKey = { service: 'kms', name: 'Decrypt', access: 'read', audience: ['user', 'node'] } as const

/** What is wrong with a key is said with the one code that Parameter Store has for it. */
async function asInvalidKey<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    throw new ApiError('InvalidKeyId', `${thrown.message} (Service: AWSKMS; Status Code: 400; Error Code: ${thrown.code})`)
  }
}
