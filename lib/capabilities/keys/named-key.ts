import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { requireKeyId } from './lookup'
import type { EncryptionContext } from './model/encryption-context'
import { open, type Opened, requireHead } from './sealing'

/** Opens, and where the caller names a key, only what that very key sealed. */
export async function openNamed(
  ctx: Ctx,
  named: string | undefined,
  { sealed, context }: { sealed: Uint8Array; context: EncryptionContext | undefined },
): Promise<Opened> {
  const { keyId } = requireHead(sealed)
  if (named !== undefined && (await requireKeyId(ctx, named)) !== keyId) {
    throw new ApiError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation: another key made this ciphertext.',
    )
  }
  return open(ctx, { sealed, context })
}
