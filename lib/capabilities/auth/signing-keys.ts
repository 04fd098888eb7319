import type { Ports, Role } from '#lib/platform/context'
import { findAccessKey, noteAccessKeyUse, type User } from './store'

export interface SigningKey {
  accessKeyId: string
  secretAccessKey: string
  user: User & { role: Role }
  /** The derived keys of the scopes that were asked for of late; filled by the one that verifies. */
  derived: Map<string, Uint8Array>
}

export const accessKeysSubject = 'access-keys'

const lifetimeMilliseconds = 30_000
const usesNotedEvery = 60_000
const mostKept = 1000

interface Entry {
  key: SigningKey | undefined
  loadedAt: number
  notedAt: number
}

export interface SigningKeys {
  /** The key a request names, with the user it stands for; `undefined` when unknown or inactive. */
  find(accessKeyId: string): Promise<SigningKey | undefined>
  /** Called for a signature that was right. */
  noteUse(accessKeyId: string, service: string): void
  close(): void
}

/**
 * A verified signature must not cost two reads of the database: keys are kept for 30 s, and forgotten at once in every
 * process when one changes (the doorbell may be lost, the 30 s may not).
 */
export function createSigningKeys(ports: Pick<Ports, 'db' | 'secrets' | 'clock' | 'bus' | 'log'>): SigningKeys {
  const entries = new Map<string, Entry>()
  let changes = 0
  const changed = ports.bus.subscribe(accessKeysSubject, () => {
    changes += 1
    entries.clear()
  })

  async function load(accessKeyId: string): Promise<SigningKey | undefined> {
    const found = await findAccessKey(ports, accessKeyId)
    if (!found || found.disabled || found.key.status !== 'Active') return undefined
    const secret = await ports.secrets.open(found.key.sealedSecret, secretContext(accessKeyId))
    return { accessKeyId, secretAccessKey: Buffer.from(secret).toString('utf8'), user: found.user, derived: new Map() }
  }

  /** What was read while a key changed may be what it was before, and is not kept. */
  async function loadAndKeep(accessKeyId: string, notedAt: number): Promise<Entry> {
    const before = changes
    const entry = { key: await load(accessKeyId), loadedAt: ports.clock.now().getTime(), notedAt }
    if (changes !== before) return entry
    if (entries.size >= mostKept) entries.clear()
    entries.set(accessKeyId, entry)
    return entry
  }

  function noteUse(accessKeyId: string, service: string): void {
    const now = ports.clock.now()
    const entry = entries.get(accessKeyId)
    if (!entry?.key || now.getTime() - entry.notedAt < usesNotedEvery) return
    entry.notedAt = now.getTime()
    noteAccessKeyUse(ports, accessKeyId, { service, at: now }).catch((cause: unknown) =>
      ports.log.warn({ cause }, 'last use of an access key was not noted'),
    )
  }

  return {
    async find(accessKeyId) {
      const known = entries.get(accessKeyId)
      const isFresh = known && ports.clock.now().getTime() - known.loadedAt <= lifetimeMilliseconds
      return (isFresh ? known : await loadAndKeep(accessKeyId, known?.notedAt ?? 0)).key
    },
    noteUse,
    close: () => changed.unsubscribe(),
  }
}

export const secretContext = (accessKeyId: string): string => `access-key/${accessKeyId}`
