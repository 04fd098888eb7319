import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Ctx } from '#lib/platform/context'
import { type Resealed, type Resealing, resealRows } from '#lib/platform/secrets/reseal'
import { secretContext } from './signing-keys'
import { signInSecret } from './sign-in'
import { lockAllSecrets, updateSecondFactor, updateSecret } from './store/root-key-change'

/** Of every account: access keys, and the second factors that better-auth encrypts with a key derived from the root key. */
export async function resealSignIn(tx: Ctx, resealing: Resealing): Promise<Resealed> {
  const { accessKeys, secondFactors } = await lockAllSecrets(tx)
  const found = await resealRows(
    resealing,
    accessKeys.map((key) => ({
      sealed: key.sealedSecret,
      context: secretContext(key.accessKeyId),
      write: (sealed) => updateSecret(tx, key, sealed),
    })),
  )
  let unreadable = 0
  for (const { id, secret, backupCodes } of secondFactors) {
    const [next, codes] = await Promise.all([again(resealing, secret), again(resealing, backupCodes)])
    if (next && codes) await updateSecondFactor(tx, { id, secret: next, backupCodes: codes })
    else unreadable += 1
  }
  return { count: found.count + secondFactors.length - unreadable, unreadable: found.unreadable + unreadable }
}

async function again({ from, to }: Resealing, data: string): Promise<string | undefined> {
  const plain = await symmetricDecrypt({ key: signInSecret(from), data }).catch(() => undefined)
  return plain === undefined ? undefined : symmetricEncrypt({ key: signInSecret(to), data: plain })
}
