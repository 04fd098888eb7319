import { randomBytes } from 'node:crypto'
import { append } from '#lib/capabilities/events/index'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { keyLength } from '#lib/platform/secrets/aes-gcm'
import { parameterAlias } from './model/identifier'
import { daysAfter, rotationDays } from './model/key-state'
import { findAlias, insertAlias, insertKey, insertVersion, type Key, lockOwnKeys, updateKey } from './store'

export type NewKey = Partial<Pick<Key, 'description' | 'manager' | 'policy' | 'tags'>>

export async function makeKey(tx: Ctx, given: NewKey): Promise<Key> {
  const isOwn = given.manager === 'AWS'
  const now = tx.clock.now()
  const key: Key = {
    accountId: tx.caller.accountId,
    keyId: crypto.randomUUID(),
    description: '',
    manager: 'CUSTOMER',
    policy: null,
    tags: [],
    ...given,
    state: 'Enabled',
    version: 1,
    createdAt: now,
    createdBy: isOwn ? 'Quarterdeck' : callerName(tx.caller),
    deletionAt: null,
    deletionDays: null,
    rotates: isOwn,
    rotationDays: rotationDays.byDefault,
    rotationDueAt: isOwn ? daysAfter(now, rotationDays.byDefault) : null,
  }
  await insertKey(tx, key)
  await addVersion(tx, key)
  await keyChanged(tx, key.keyId)
  return key
}

/** The next version seals from now on. */
export async function rotateKey(tx: Ctx, key: Key): Promise<void> {
  const version = key.version + 1
  const rotationDueAt = key.rotates ? daysAfter(tx.clock.now(), key.rotationDays) : null
  await addVersion(tx, { ...key, version })
  await updateKey(tx, key.keyId, { version, rotationDueAt })
  await keyChanged(tx, key.keyId)
}

async function addVersion(tx: Ctx, { accountId, keyId, version }: Key): Promise<void> {
  const material = randomBytes(keyLength)
  const sealedMaterial = await tx.secrets.seal(material, materialContext({ accountId, keyId, version }))
  material.fill(0)
  const materialId = randomBytes(32).toString('hex')
  await insertVersion(tx, { accountId, keyId, version, materialId, sealedMaterial, createdAt: tx.clock.now() })
}

export function materialContext({ accountId, keyId, version }: Pick<Key, 'accountId' | 'keyId' | 'version'>): string {
  return `key/${accountId}/${keyId}/${version}`
}

export async function keyChanged(tx: Ctx, keyId: string): Promise<void> {
  await append(tx, { capability: 'keys', type: 'key.changed', resource: keyId, topics: ['keys', `key/${keyId}`] })
}

/** The key of alias/aws/ssm is made when an account first needs or lists it. */
export async function parameterKeyId(ctx: Ctx): Promise<string> {
  const found = await findAlias(ctx, parameterAlias)
  return found?.keyId ?? transact(ctx, makeParameterKey)
}

async function makeParameterKey(tx: Ctx): Promise<string> {
  await lockOwnKeys(tx)
  const found = await findAlias(tx, parameterAlias)
  if (found) return found.keyId
  const description = 'Default key that protects SecureString parameters when no other key is defined'
  const { keyId, accountId, createdAt } = await makeKey(tx, { manager: 'AWS', description })
  await insertAlias(tx, { accountId, alias: parameterAlias, keyId, createdAt, updatedAt: createdAt })
  return keyId
}
