import { presentKeyVersion, rewrap } from '#lib/capabilities/keys/index'
import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import { contextOf } from './secure-string'
import { listOldestSealings, listSealed, type SealedVersion, updateSealed } from './store/sealed'

const pageSize = 200

/** After a rotation: values that an earlier version of their key sealed move to the present one, unopened. */
export async function rewrapValues(ctx: Ctx): Promise<void> {
  for (const { accountId, sealingKeyId, oldest } of await listOldestSealings(ctx)) {
    const own = { ...ctx, caller: { ...ctx.caller, accountId } }
    const present = await presentKeyVersion(own, sealingKeyId)
    if (present !== undefined && oldest < present) await rewrapKey(own, sealingKeyId, present)
  }
}

async function rewrapKey(ctx: Ctx, sealingKeyId: string, before: number): Promise<void> {
  let after: SealedVersion | undefined
  for (;;) {
    const page = await listSealed(ctx, { sealingKeyId, before, after, limit: pageSize })
    for (const sealed of page) await rewrapOne(ctx, sealed)
    after = page.at(-1)
    if (page.length < pageSize) return
  }
}

/** What does not open stays as it is, for doctor to report. */
async function rewrapOne(ctx: Ctx, version: SealedVersion): Promise<void> {
  try {
    const wrapped = await rewrap(ctx, version.sealed, contextOf(ctx, version.accountId, version.name))
    if (wrapped) await updateSealed(ctx, version, { sealed: wrapped.sealed, sealingKeyVersion: wrapped.version })
  } catch (cause) {
    if (!isApiError(cause)) throw cause
    ctx.log.error({ err: cause, parameter: version.name, version: version.version }, 'a sealed value cannot be wrapped anew')
  }
}
