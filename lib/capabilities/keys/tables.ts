import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { KeyState } from './model/key-state'

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' })
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const keys = pgTable(
  'keys',
  {
    accountId: text('account_id').notNull(),
    keyId: uuid('key_id').notNull(),
    description: text('description').notNull(),
    /** `AWS`: made and kept by Quarterdeck itself, such as the one behind alias/aws/ssm. */
    manager: text('manager').$type<'AWS' | 'CUSTOMER'>().notNull(),
    state: text('state').$type<KeyState>().notNull(),
    /** The version that seals; earlier ones still open. */
    version: integer('version').notNull(),
    policy: text('policy'),
    tags: jsonb('tags').$type<{ TagKey: string; TagValue: string }[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    deletionAt: instant('deletion_at'),
    deletionDays: integer('deletion_days'),
    rotates: boolean('rotates').notNull(),
    rotationDays: integer('rotation_days').notNull(),
    rotationDueAt: instant('rotation_due_at'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.keyId] }),
    index('keys_rotation_due').on(table.rotationDueAt),
    index('keys_deletion').on(table.deletionAt),
  ],
)

/** Key material, sealed under the root key. */
export const keyVersions = pgTable(
  'key_versions',
  {
    accountId: text('account_id').notNull(),
    keyId: uuid('key_id').notNull(),
    version: integer('version').notNull(),
    materialId: text('material_id').notNull(),
    sealedMaterial: bytea('sealed_material').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.keyId, table.version] })],
)

export const keyAliases = pgTable(
  'key_aliases',
  {
    accountId: text('account_id').notNull(),
    alias: text('alias').notNull(),
    keyId: uuid('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.alias] }), index('key_aliases_key').on(table.accountId, table.keyId)],
)
