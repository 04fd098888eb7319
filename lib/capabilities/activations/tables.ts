import { sql } from 'drizzle-orm'
import { check, doublePrecision, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Tag } from '#lib/capabilities/tags/index'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const activations = pgTable(
  'activations',
  {
    accountId: text('account_id').notNull(),
    id: text('id').notNull(),
    /** SHA-256 of the code, which has 100 random bits and is shown once. */
    codeHash: text('code_hash').notNull(),
    description: text('description').notNull(),
    defaultInstanceName: text('default_instance_name').notNull(),
    iamRole: text('iam_role').notNull(),
    registrationLimit: integer('registration_limit').notNull(),
    registrationsCount: integer('registrations_count').notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    tags: jsonb('tags').$type<Tag[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex('activations_id').on(table.id),
    check('activations_within_limit', sql`${table.registrationsCount} <= ${table.registrationLimit}`),
  ],
)

/** One token bucket for each address that tries to register. Registration comes before any account is known. */
export const registrationAttempts = pgTable('registration_attempts', {
  sourceIp: text('source_ip').primaryKey(),
  tokens: doublePrecision('tokens').notNull(),
  refilledAt: instant('refilled_at').notNull(),
})
