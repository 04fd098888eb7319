import { and, desc, eq, getTableColumns, gte, lt, lte, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { type AuditRecord, storableRecord } from './record'
import { auditRecords } from './tables'

export async function insertAuditRecords(ctx: Pick<Ctx, 'db'>, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return
  const rows = JSON.stringify(records.map(storableRecord))
  await ctx.db.execute(
    sql`insert into ${auditRecords} (${insertedColumns}) select ${recordColumns} from jsonb_to_recordset(${rows}::jsonb) as record (${recordTypes})`,
  )
}

/*
 * A batch is one text however many records it has: as a parameter for each value it cost more than all reads it tells of.
 */
const inserted = Object.entries(getTableColumns(auditRecords)).filter(([name]) => name !== 'id')
const insertedColumns = sql.raw(inserted.map(([, column]) => column.name).join(', '))
const recordColumns = sql.raw(inserted.map(([name]) => `"${name}"`).join(', '))
const recordTypes = sql.raw(inserted.map(([name, column]) => `"${name}" ${column.getSQLType()}`).join(', '))

export type AuditField = 'actor' | 'action' | 'result' | 'access'

export interface AuditQuery {
  actor?: string | undefined
  action?: string | undefined
  result?: string | undefined
  access?: string | undefined
  requestId?: string | undefined
  /** Values of a field whose records are left out. */
  without?: { [Field in AuditField]?: readonly string[] | undefined } | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Return records with a smaller id, newest first. */
  before?: number | undefined
  limit: number
}

export type StoredAuditRecord = AuditRecord & { id: number }

export async function listAuditRecords(ctx: Ctx, query: AuditQuery): Promise<readonly StoredAuditRecord[]> {
  const conditions: (SQL | undefined)[] = [
    eq(auditRecords.accountId, ctx.caller.accountId),
    query.actor ? eq(auditRecords.actor, query.actor) : undefined,
    query.action ? eq(auditRecords.action, query.action) : undefined,
    query.result ? eq(auditRecords.result, query.result) : undefined,
    query.access ? eq(auditRecords.access, query.access) : undefined,
    query.requestId ? eq(auditRecords.requestId, query.requestId) : undefined,
    query.from ? gte(auditRecords.at, query.from) : undefined,
    query.to ? lte(auditRecords.at, query.to) : undefined,
    ...withoutSql(query.without ?? {}),
    query.before === undefined ? undefined : lt(auditRecords.id, query.before),
  ]
  const rows = await ctx.db
    .select()
    .from(auditRecords)
    .where(and(...conditions))
    .orderBy(desc(auditRecords.id))
    .limit(query.limit)
  return rows as StoredAuditRecord[]
}

function withoutSql(without: NonNullable<AuditQuery['without']>): readonly (SQL | undefined)[] {
  const fields = ['actor', 'action', 'result', 'access'] as const
  return fields.map((field) => {
    const values = without[field] ?? []
    return values.length === 0 ? undefined : notInArray(auditRecords[field], [...values] as never)
  })
}

export async function deleteAuditRecordsBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.delete(auditRecords).where(and(eq(auditRecords.accountId, ctx.caller.accountId), lt(auditRecords.at, before)))
}

export interface CallCount {
  accountId: string
  actor: string
  action: string
  /** As it was recorded. */
  request: unknown
  calls: number
  lastAt: Date
}

export interface CallWindow {
  service: string
  actions: readonly string[]
  after: Date
  /** Itself included. */
  upTo: Date
}

/** Of every account, what succeeded in a span of time: equal calls of one actor counted together. */
export async function countCalls(ctx: Ctx, { service, actions, after, upTo }: CallWindow): Promise<readonly CallCount[]> {
  const { rows } = await ctx.db.execute<{ [Name in keyof CallCount]: string }>(sql`
    with recursive account as (
      (select account_id as id from ${auditRecords} order by account_id limit 1)
      union all
      select (select account_id from ${auditRecords} where account_id > account.id order by account_id limit 1)
      from account where account.id is not null
    )
    select account.id as "accountId", actor, action, request::text as request, count(*)::text as calls, max(at)::text as "lastAt"
    from account join ${auditRecords} on account_id = account.id
    where at > ${after.toISOString()}::timestamptz and at <= ${upTo.toISOString()}::timestamptz and service = ${service}
      and action = any(${sql.param([...actions])}::text[]) and result = 'ok'
    group by account.id, actor, action, request::text`)
  return rows.map(({ accountId, actor, action, request, calls, lastAt }) => ({
    accountId,
    actor,
    action,
    request: JSON.parse(request) as unknown,
    calls: Number(calls),
    lastAt: new Date(lastAt),
  }))
}
