import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { ExportColumn, ExportFormat, ExportState } from './model/export'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const savedViews = pgTable(
  'saved_views',
  {
    accountId: text('account_id').notNull(),
    id: text('id').notNull(),
    /** Which list it is a view of: `nodes`, `audit`. */
    list: text('list').notNull(),
    name: text('name').notNull(),
    /** Query string of the list's address, without the question mark. */
    search: text('search').notNull(),
    isShared: boolean('is_shared').notNull(),
    userId: text('user_id').notNull(),
    email: text('email').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index('saved_views_list').on(table.accountId, table.list, table.userId),
  ],
)

export const defaultViews = pgTable(
  'default_views',
  {
    accountId: text('account_id').notNull(),
    userId: text('user_id').notNull(),
    list: text('list').notNull(),
    viewId: text('view_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.userId, table.list] })],
)

export const snoozes = pgTable(
  'snoozes',
  {
    accountId: text('account_id').notNull(),
    /** Which problem, as the overview names it. */
    problem: text('problem').notNull(),
    reason: text('reason').notNull(),
    email: text('email').notNull(),
    snoozedAt: instant('snoozed_at').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.problem] })],
)

export const exportTasks = pgTable(
  'exports',
  {
    accountId: text('account_id').notNull(),
    id: text('id').notNull(),
    userId: text('user_id').notNull(),
    list: text('list').notNull(),
    format: text('format').$type<ExportFormat>().notNull(),
    columns: jsonb('columns').$type<readonly ExportColumn[]>().notNull(),
    /** The list operation's own input, without paging. */
    request: jsonb('request').$type<object>().notNull(),
    state: text('state').$type<ExportState>().notNull(),
    rows: integer('rows').notNull().default(0),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    /** The blob that counts, once it is whole. */
    blobKey: text('blob_key'),
    failure: text('failure'),
    startedAt: instant('started_at').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index('exports_user').on(table.accountId, table.userId, table.startedAt),
    index('exports_end').on(table.endsAt),
  ],
)
