import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Only what differs from the default. */
export const serviceSettings = pgTable(
  'service_settings',
  {
    accountId: text('account_id').notNull(),
    settingId: text('setting_id').notNull(),
    value: text('value').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.settingId] })],
)
