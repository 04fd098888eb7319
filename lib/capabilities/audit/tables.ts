import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const auditRecords = pgTable(
  'audit_records',
  {
    accountId: text('account_id').notNull(),
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
    actorKind: text('actor_kind').notNull(),
    actor: text('actor').notNull(),
    role: text('role'),
    accessKeyId: text('access_key_id'),
    sourceIp: text('source_ip').notNull(),
    userAgent: text('user_agent').notNull(),
    service: text('service').notNull(),
    action: text('action').notNull(),
    access: text('access').notNull(),
    resources: text('resources').array().notNull(),
    request: jsonb('request').notNull(),
    result: text('result').notNull(),
    message: text('message'),
    requestId: text('request_id').notNull(),
    durationMs: integer('duration_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index('audit_records_actor').on(table.accountId, table.actor, table.id),
    index('audit_records_action').on(table.accountId, table.action, table.id),
    index('audit_records_result').on(table.accountId, table.result, table.id),
    index('audit_records_at').on(table.accountId, table.at),
  ],
)
