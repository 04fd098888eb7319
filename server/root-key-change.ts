/**
 * Another root key: the next one is written beside the present one, everything that the present one sealed is sealed anew in one
 * transaction together with the print of the next, and then the next takes its place. Killed at any moment, the old or the new one counts.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { type AuditRecord, actorOf, insertAuditRecords } from '#lib/capabilities/audit/index'
import { resealSignIn } from '#lib/capabilities/auth/index'
import { resealKeys } from '#lib/capabilities/keys/index'
import { resealJobs } from '#lib/capabilities/run-command/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { nextOf, rootKeyPrint, wrappedFile } from '#lib/platform/secrets/open-root-key'
import type { Resealed } from '#lib/platform/secrets/reseal'
import { keyFile, parseRootKey, syncFolder, writeNew } from '#lib/platform/secrets/root-key'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import type { RootKeySettings } from '#lib/platform/secrets/root-key-settings'
import { unwrapRootKey, wrapRootKey } from '#lib/platform/secrets/wrapped-root-key'
import { StartProblem } from './database'
import { printOf, putPrint } from './root-key'

export interface RootKeyChange {
  from: string
  to: string
  resealed: Resealed
  /** Files that held the root key before, for older backups of the database. */
  kept: readonly string[]
}

export async function changeRootKey(ctx: Ctx, target: RootKeySettings): Promise<RootKeyChange> {
  await requireAlone(ctx)
  const key = await writeNext(ctx, target)
  const resealed = await commitChange(ctx, key, target)
  return { from: printOf(ctx.secrets), to: rootKeyPrint(key), resealed, kept: await moveIntoPlace(ctx, target) }
}

/** A process that goes on with the old key would seal what nobody opens any more. */
async function requireAlone({ db }: Ctx): Promise<void> {
  const { rows } = await db.execute<{ count: string; names: string | null }>(
    sql`select count(*)::text as count, string_agg(distinct application_name, ', ') as names from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
          and application_name <> ${ownName}`,
  )
  const { count = '0', names } = rows[0] ?? {}
  if (count === '0') return
  throw new StartProblem(
    `${count} other connections to the database are open${names ? ` (${names})` : ''}: stop every process of Quarterdeck, then change the root key.`,
  )
}

/** Connections of this process, by which it tells others apart. */
export const ownName = `quarterdeck root-key ${process.pid}`

export async function writeNext({ config, secrets }: Ctx, target: RootKeySettings): Promise<Uint8Array> {
  const { dataDirectory } = config
  const key = target.from === 'environment' ? parseRootKey(target.key, 'QUARTERDECK_NEW_ROOT_KEY') : randomBytes(32)
  const print = rootKeyPrint(key)
  if (print === printOf(secrets)) throw new StartProblem('QUARTERDECK_NEW_ROOT_KEY is the present root key: nothing to change.')
  for (const file of [keyFile(dataDirectory), wrappedFile(dataDirectory)]) await rm(nextOf(file), { force: true })
  if (target.from === 'file') await writeNew(nextOf(keyFile(dataDirectory)), key)
  if (target.from === 'passphrase' || target.from === 'kms') {
    const wrapped = await wrapRootKey({ key, print }, target)
    // What cannot be opened again must not become the only way in.
    if (rootKeyPrint(await unwrapRootKey(wrapped, target)) !== print)
      throw new StartProblem('The new root key does not open again.')
    await writeNew(nextOf(wrappedFile(dataDirectory)), JSON.stringify(wrapped))
  }
  return key
}

export async function commitChange(ctx: Ctx, key: Uint8Array, target: RootKeySettings): Promise<Resealed> {
  const to = createRootKeySecrets(key)
  return transact(ctx, async (tx) => {
    const resealing = { from: ctx.secrets, to }
    const parts = [await resealKeys(tx, resealing), await resealSignIn(tx, resealing), await resealJobs(tx, resealing)]
    await putPrint(tx, printOf(to))
    await insertAuditRecords(tx, [recordOf(tx, target)])
    return {
      count: parts.reduce((sum, { count }) => sum + count, 0),
      unreadable: parts.reduce((sum, { unreadable }) => sum + unreadable, 0),
    }
  })
}

/** The one before is kept under another name: older backups of the database alone need it. */
async function moveIntoPlace({ config, secrets }: Ctx, target: RootKeySettings): Promise<readonly string[]> {
  const kept: string[] = []
  for (const file of [keyFile(config.dataDirectory), wrappedFile(config.dataDirectory)]) {
    if (existsSync(file)) {
      const old = `${file}.before-${printOf(secrets).slice(0, 8)}`
      // A second change of the same day's key cannot come: prints differ.
      await rename(file, old)
      kept.push(old)
    }
    if (existsSync(nextOf(file))) await rename(nextOf(file), file)
  }
  if (target.from !== 'environment' || kept.length > 0) await syncFolder(path.join(config.dataDirectory, 'keys'))
  return kept
}

function recordOf(tx: Ctx, { from }: RootKeySettings): AuditRecord {
  return {
    accountId: tx.caller.accountId,
    at: tx.clock.now(),
    ...actorOf(tx.caller),
    sourceIp: tx.caller.sourceIp,
    userAgent: tx.caller.userAgent,
    service: 'quarterdeck',
    action: 'ChangeRootKey',
    access: 'write',
    resources: ['*'],
    request: { To: from },
    result: 'ok',
    message: null,
    requestId: tx.requestId,
    durationMs: 0,
  }
}
