import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Ctx, Ports, Role } from '#lib/platform/context'
import { accessKeys, credentials, users } from './tables'

export async function hasUsers(ports: Pick<Ports, 'db'>): Promise<boolean> {
  const rows = await ports.db.select({ id: users.id }).from(users).limit(1)
  return rows.length > 0
}

const ownerLock = 7_310_010

/** Makes the owner unless somebody is there already; of several at once one gets true. `password` is hashed. */
export async function insertFirstUser(
  ports: Pick<Ports, 'db'>,
  owner: { email: string; name: string; accountId: string; password: string },
): Promise<boolean> {
  return ports.db.transaction(async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(${ownerLock})`)
    if (await hasUsers({ db })) return false
    const id = crypto.randomUUID()
    const email = owner.email.toLowerCase()
    await db
      .insert(users)
      .values({ id, email, name: owner.name, emailVerified: true, homeAccount: owner.accountId, role: 'owner' satisfies Role })
    await db
      .insert(credentials)
      .values({ id: crypto.randomUUID(), accountId: id, providerId: 'credential', userId: id, password: owner.password })
    return true
  })
}

export interface User {
  id: string
  email: string
  name: string
  role: Role
  accountId: string
}

function userOf(row: typeof users.$inferSelect): User {
  return { id: row.id, email: row.email, name: row.name, role: row.role as Role, accountId: row.homeAccount }
}

export async function findUserByEmail(ports: Pick<Ports, 'db'>, email: string): Promise<User | undefined> {
  const rows = await ports.db.select().from(users).where(eq(users.email, email.toLowerCase()))
  return rows[0] && userOf(rows[0])
}

export async function findUser(ports: Pick<Ports, 'db'>, id: string): Promise<User | undefined> {
  const rows = await ports.db.select().from(users).where(eq(users.id, id))
  return rows[0] && userOf(rows[0])
}

export type AccessKeyRow = typeof accessKeys.$inferSelect

export async function insertAccessKey(tx: Ctx, row: AccessKeyRow): Promise<void> {
  await tx.db.insert(accessKeys).values(row)
}

/** The key with its user; access key ids are unique over all accounts. */
export async function findAccessKey(
  ports: Pick<Ports, 'db'>,
  id: string,
): Promise<{ key: AccessKeyRow; user: User; disabled: boolean } | undefined> {
  const rows = await ports.db
    .select({ key: accessKeys, user: users })
    .from(accessKeys)
    .innerJoin(users, eq(users.id, accessKeys.userId))
    .where(eq(accessKeys.accessKeyId, id))
  return rows[0] && { key: rows[0].key, user: userOf(rows[0].user), disabled: rows[0].user.disabledAt !== null }
}

export async function listAccessKeys(
  ctx: Ctx,
  query: { userId?: string; after?: string; limit: number },
): Promise<readonly { key: AccessKeyRow; email: string }[]> {
  return ctx.db
    .select({ key: accessKeys, email: users.email })
    .from(accessKeys)
    .innerJoin(users, eq(users.id, accessKeys.userId))
    .where(
      and(
        eq(accessKeys.accountId, ctx.caller.accountId),
        query.userId ? eq(accessKeys.userId, query.userId) : undefined,
        query.after ? gt(accessKeys.accessKeyId, query.after) : undefined,
      ),
    )
    .orderBy(accessKeys.accessKeyId)
    .limit(query.limit)
}

/** Locks the user, so that of two keys made at once both are counted. */
export async function countAccessKeys(tx: Ctx, userId: string): Promise<number> {
  await tx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
  return tx.db.$count(accessKeys, and(eq(accessKeys.accountId, tx.caller.accountId), eq(accessKeys.userId, userId)))
}

/** A key of this account, and of one user when one is given. */
interface KeyName {
  accessKeyId: string
  userId?: string
}

function named(tx: Ctx, { accessKeyId, userId }: KeyName): SQL | undefined {
  return and(
    eq(accessKeys.accountId, tx.caller.accountId),
    eq(accessKeys.accessKeyId, accessKeyId),
    userId ? eq(accessKeys.userId, userId) : undefined,
  )
}

/** False when there is no such key. */
export async function deleteAccessKey(tx: Ctx, key: KeyName): Promise<boolean> {
  const rows = await tx.db.delete(accessKeys).where(named(tx, key)).returning({ id: accessKeys.accessKeyId })
  return rows.length > 0
}

/** False when there is no such key. */
export async function setAccessKeyStatus(tx: Ctx, key: KeyName, status: string): Promise<boolean> {
  const rows = await tx.db.update(accessKeys).set({ status }).where(named(tx, key)).returning({ id: accessKeys.accessKeyId })
  return rows.length > 0
}

export async function noteAccessKeyUse(
  ports: Pick<Ports, 'db'>,
  accessKeyId: string,
  use: { service: string; at: Date },
): Promise<void> {
  await ports.db
    .update(accessKeys)
    .set({ lastUsedAt: use.at, lastUsedService: use.service })
    .where(eq(accessKeys.accessKeyId, accessKeyId))
}
