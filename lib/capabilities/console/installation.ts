import { findChanged, upsertSetting } from '#lib/capabilities/settings/index'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'

const nameId = '/quarterdeck/installation/name'
const printId = '/quarterdeck/installation/recovery-key-print'

/** Of the root key in use: kept when an owner has shown that they have it, and worth nothing once the key is another one. */
export function recoveryPrint(ctx: Pick<Ctx, 'secrets'>): string {
  return Buffer.from(ctx.secrets.derive('recovery-key-print')).toString('hex')
}

export async function describeInstallation(ctx: Ctx) {
  const { accountId, region, url, isRootKeyGiven } = ctx.config
  const [name, print] = await Promise.all([findChanged(ctx, nameId), findChanged(ctx, printId)])
  const kept = print?.value === recoveryPrint(ctx) ? print : undefined
  return {
    Name: name?.value,
    AccountId: accountId,
    Region: region,
    Url: url,
    RootKeyFrom: isRootKeyGiven ? ('environment' as const) : ('file' as const),
    RecoveryKeyConfirmedAt: kept?.changedAt,
    RecoveryKeyConfirmedBy: kept?.changedBy,
  }
}

export function nameInstallation(tx: Ctx, name: string): Promise<void> {
  return put(tx, nameId, name)
}

export function confirmRecoveryKey(tx: Ctx): Promise<void> {
  return put(tx, printId, recoveryPrint(tx))
}

function put(tx: Ctx, settingId: typeof nameId | typeof printId, value: string): Promise<void> {
  const { accountId } = tx.caller
  return upsertSetting(tx, { accountId, settingId, value, changedAt: tx.clock.now(), changedBy: callerName(tx.caller) })
}
