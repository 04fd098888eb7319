import { upsertSetting, findChanged } from '#lib/capabilities/settings/index'
import type { Ctx, Ports } from '#lib/platform/context'
import { openRootKey } from '#lib/platform/secrets/open-root-key'
import { parseRootKeySettings } from '#lib/platform/secrets/root-key-settings'
import type { Secrets } from '#lib/platform/secrets/secrets'

const printId = '/quarterdeck/installation/root-key-print'

export const printOf = (secrets: Secrets): string => Buffer.from(secrets.derive('root-key-print')).toString('hex')

/** The one that sealed what is in the database, or none. */
export async function loadRootKey(ports: Pick<Ports, 'config' | 'db'>, isKnown: boolean): Promise<Uint8Array> {
  const expected = isKnown ? await notedPrint(ports) : undefined
  return openRootKey(ports.config.dataDirectory, parseRootKeySettings(process.env), expected)
}

async function notedPrint({ config, db }: Pick<Ports, 'config' | 'db'>): Promise<string | undefined> {
  const found = await findChanged({ db, caller: { accountId: config.accountId } }, printId)
  return found && found.value !== 'none' ? found.value : undefined
}

/** At a start: from now on, another root key is refused before anything is answered. */
export async function noteRootKey(system: Ctx): Promise<void> {
  const print = printOf(system.secrets)
  if ((await notedPrint(system)) !== print) await putPrint(system, print)
}

export function putPrint(tx: Ctx, print: string): Promise<void> {
  const { accountId } = tx.config
  return upsertSetting(tx, { accountId, settingId: printId, value: print, changedAt: tx.clock.now(), changedBy: 'Quarterdeck' })
}
