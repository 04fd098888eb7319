import { sql } from 'drizzle-orm'
import { bigint, customType, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })

/** Facts in the order of (txid, id): a reader that stops below the oldest running transaction never misses one. */
export const events = pgTable(
  'events',
  {
    accountId: text('account_id').notNull(),
    txid: xid8('txid').notNull().default(sql`pg_current_xact_id()`),
    id: bigint('id', { mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
    capability: text('capability').notNull(),
    type: text('type').notNull(),
    resource: text('resource').notNull(),
    topics: text('topics').array().notNull(),
    data: jsonb('data').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.txid, table.id] }), index('events_at').on(table.accountId, table.at)],
)
