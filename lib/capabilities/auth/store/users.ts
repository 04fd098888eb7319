import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Ctx, Ports, Role } from '#lib/platform/context'
import { credentials, secondFactors, sessions, signInLimits, users } from '../tables'

export interface UserRecord {
  id: string
  email: string
  name: string
  role: Role
  twoFactor: boolean
  disabledAt: Date | null
  createdAt: Date
}

function recordOf(row: typeof users.$inferSelect): UserRecord {
  const { id, email, name, twoFactorEnabled, disabledAt, createdAt } = row
  return { id, email, name, role: row.role as Role, twoFactor: twoFactorEnabled, disabledAt, createdAt }
}

export async function isDisabled(ports: Pick<Ports, 'db'>, userId: string): Promise<boolean> {
  const rows = await ports.db.select({ disabledAt: users.disabledAt }).from(users).where(eq(users.id, userId))
  return (rows[0]?.disabledAt ?? null) !== null
}

/** Nothing when somebody has this address already. `password` is hashed. */
export async function insertUser(
  tx: Ctx,
  user: { email: string; name: string; role: Role; password: string },
): Promise<UserRecord | undefined> {
  const id = crypto.randomUUID()
  const { email, name, role } = user
  const at = tx.clock.now()
  const rows = await tx.db
    .insert(users)
    .values({ id, email, name, role, emailVerified: true, homeAccount: tx.caller.accountId, createdAt: at, updatedAt: at })
    .onConflictDoNothing({ target: users.email })
    .returning()
  if (!rows[0]) return undefined
  await tx.db
    .insert(credentials)
    .values({ id: crypto.randomUUID(), accountId: id, providerId: 'credential', userId: id, password: user.password })
  return recordOf(rows[0])
}

/** Of this account, by address. */
export async function listUserRecords(ctx: Ctx, query: { after?: string; limit: number }): Promise<readonly UserRecord[]> {
  const rows = await ctx.db
    .select()
    .from(users)
    .where(and(eq(users.homeAccount, ctx.caller.accountId), query.after ? gt(users.email, query.after) : undefined))
    .orderBy(users.email)
    .limit(query.limit)
  return rows.map(recordOf)
}

/** Locks the owners first, so that of two changes at once the second sees the first. */
export async function lockUser(tx: Ctx, email: string): Promise<UserRecord | undefined> {
  await tx.db.execute(sql`select id from ${users} where ${users.role} = 'owner' order by id for update`)
  const rows = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.homeAccount, tx.caller.accountId), eq(users.email, email.toLowerCase())))
    .for('update')
  return rows[0] && recordOf(rows[0])
}

export async function hasOtherOwner(tx: Ctx, userId: string): Promise<boolean> {
  const others = and(
    eq(users.homeAccount, tx.caller.accountId),
    eq(users.role, 'owner'),
    isNull(users.disabledAt),
    ne(users.id, userId),
  )
  return (await tx.db.$count(users, others)) > 0
}

export async function changeUser(tx: Ctx, userId: string, change: { role: Role; disabledAt: Date | null }): Promise<void> {
  await tx.db
    .update(users)
    .set({ ...change, updatedAt: tx.clock.now() })
    .where(eq(users.id, userId))
}

/** The hash; nothing for somebody who signs in otherwise. */
export async function findPassword(ctx: Pick<Ctx, 'db'>, userId: string): Promise<string | undefined> {
  const rows = await ctx.db
    .select({ password: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.userId, userId), eq(credentials.providerId, 'credential')))
  return rows[0]?.password ?? undefined
}

/** Counts one try of this person's password in the minute that began with the first; answers how many there were. */
export async function countPasswordTry({ db, clock }: Pick<Ctx, 'db' | 'clock'>, userId: string): Promise<number> {
  const now = clock.now().getTime()
  const { count, lastRequest } = signInLimits
  const isOver = sql`${lastRequest} <= ${now - 60_000}`
  const key = `password|${userId}`
  const rows = await db
    .insert(signInLimits)
    .values({ id: key, key, count: 1, lastRequest: now })
    .onConflictDoUpdate({
      target: signInLimits.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${count} + 1 end`,
        lastRequest: sql`case when ${isOver} then ${now} else ${lastRequest} end`,
      },
    })
    .returning({ count })
  return rows[0]?.count ?? 1
}

export async function setPassword(tx: Ctx, userId: string, password: string): Promise<void> {
  await tx.db
    .update(credentials)
    .set({ password, updatedAt: tx.clock.now() })
    .where(and(eq(credentials.userId, userId), eq(credentials.providerId, 'credential')))
}

export async function forgetSecondFactor(tx: Ctx, userId: string): Promise<void> {
  await tx.db.delete(secondFactors).where(eq(secondFactors.userId, userId))
  await tx.db.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId))
}

export async function endSessions(tx: Ctx, userId: string): Promise<void> {
  await tx.db.delete(sessions).where(eq(sessions.userId, userId))
}
