import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { BeforeImage, ChangeSource } from './model/change'
import type { ParameterType, Tier } from './model/plan-put'
import type { ParameterPolicy } from './model/policies'

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' })
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** Ordered by its bytes, so that all names below a path lie side by side in an index. */
const pathText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

const described = () => ({
  type: text('type').$type<ParameterType>().notNull(),
  tier: text('tier').$type<Tier>().notNull(),
  dataType: text('data_type').notNull(),
  /** As given: an alias that is moved later is not followed. */
  keyId: text('key_id'),
  description: text('description'),
  allowedPattern: text('allowed_pattern'),
  policies: jsonb('policies').$type<readonly ParameterPolicy[]>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
})

/** One row a parameter, with what its newest version says of it. */
export const parameters = pgTable(
  'parameters',
  {
    accountId: text('account_id').notNull(),
    /** The name without its first slash. */
    key: pathText('key').notNull(),
    name: text('name').notNull(),
    parent: pathText('parent').notNull(),
    version: integer('version').notNull(),
    ...described(),
    createdAt: instant('created_at').notNull(),
    /** When a policy is due. */
    dueAt: instant('due_at'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key] }),
    index('parameters_parent').on(table.accountId, table.parent, table.key),
    index('parameters_tier').on(table.accountId, table.tier),
    index('parameters_due').on(table.dueAt).where(sql`${table.dueAt} is not null`),
  ],
)

export const parameterVersions = pgTable(
  'parameter_versions',
  {
    accountId: text('account_id').notNull(),
    key: pathText('key').notNull(),
    version: integer('version').notNull(),
    ...described(),
    /** Either this, or a SecureString's ciphertext. */
    value: text('value'),
    sealed: bytea('sealed'),
    /** What opens the ciphertext. */
    sealingKeyId: uuid('sealing_key_id'),
    sealingKeyVersion: integer('sealing_key_version'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key, table.version] }),
    index('parameter_versions_sealing')
      .on(table.accountId, table.sealingKeyId, table.sealingKeyVersion, table.key)
      .where(sql`${table.sealingKeyId} is not null`),
    foreignKey({
      columns: [table.accountId, table.key],
      foreignColumns: [parameters.accountId, parameters.key],
      name: 'parameter_versions_parameter',
    }).onDelete('cascade'),
  ],
)

/** Who else may read a parameter. */
export const parameterResourcePolicies = pgTable(
  'parameter_resource_policies',
  {
    accountId: text('account_id').notNull(),
    key: pathText('key').notNull(),
    policyId: text('policy_id').notNull(),
    policyHash: text('policy_hash').notNull(),
    policy: text('policy').notNull(),
    /** What the policy says, parsed. */
    accounts: jsonb('accounts').$type<readonly string[]>().notNull(),
    actions: jsonb('actions').$type<readonly string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key, table.policyId] }),
    foreignKey({
      columns: [table.accountId, table.key],
      foreignColumns: [parameters.accountId, parameters.key],
      name: 'parameter_resource_policies_parameter',
    }).onDelete('cascade'),
  ],
)

/** What refers to a parameter. There may be no such parameter any more. */
export const parameterUses = pgTable(
  'parameter_uses',
  {
    accountId: text('account_id').notNull(),
    key: pathText('key').notNull(),
    kind: text('kind').notNull(),
    usedBy: text('used_by').notNull(),
    detail: text('detail').notNull(),
    caller: text('caller').notNull(),
    usedAt: instant('used_at').notNull(),
    /** Versions and labels that are named; empty text for the newest. */
    selectors: text('selectors').array().notNull().default(sql`'{}'`),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key, table.kind, table.usedBy] }),
    index('parameter_uses_time').on(table.accountId, table.key, table.usedAt, table.usedBy),
    index('parameter_uses_old').on(table.usedAt),
    index('parameter_uses_user').on(table.accountId, table.kind, table.usedBy),
  ],
)

/** How often whom read what on a day: counted from the audit trail, so that reading costs nothing more. */
export const parameterReads = pgTable(
  'parameter_reads',
  {
    accountId: text('account_id').notNull(),
    /** Of a parameter, or of the path that was listed. */
    key: pathText('key').notNull(),
    via: text('via').$type<'name' | 'path' | 'below'>().notNull(),
    /** A version or label; of a path always empty. */
    selector: text('selector').notNull(),
    caller: text('caller').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    reads: bigint('reads', { mode: 'number' }).notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key, table.via, table.selector, table.caller, table.day] }),
    index('parameter_reads_old').on(table.day),
    index('parameter_reads_paths').on(table.accountId, table.key).where(sql`${table.via} <> 'name'`),
  ],
)

/** Up to when reads were counted; one row. */
export const parameterReadProgress = pgTable('parameter_read_progress', {
  id: integer('id').primaryKey(),
  since: instant('since').notNull(),
  upTo: instant('up_to').notNull(),
})

export const parameterLabels = pgTable(
  'parameter_labels',
  {
    accountId: text('account_id').notNull(),
    key: pathText('key').notNull(),
    label: text('label').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.key, table.label] }),
    foreignKey({
      columns: [table.accountId, table.key, table.version],
      foreignColumns: [parameterVersions.accountId, parameterVersions.key, parameterVersions.version],
      name: 'parameter_labels_version',
    }).onDelete('cascade'),
  ],
)

/** Changes of several parameters that were made as one. */
export const parameterChangeSets = pgTable(
  'parameter_change_sets',
  {
    accountId: text('account_id').notNull(),
    changeSetId: uuid('change_set_id').notNull(),
    title: text('title').notNull(),
    source: text('source').$type<ChangeSource>().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    created: integer('created').notNull(),
    changed: integer('changed').notNull(),
    deleted: integer('deleted').notNull(),
    /** The change set that this one takes back. */
    reverts: uuid('reverts'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.changeSetId] }),
    index('parameter_change_sets_time').on(table.accountId, table.createdAt, table.changeSetId),
    index('parameter_change_sets_reverts').on(table.accountId, table.reverts).where(sql`${table.reverts} is not null`),
    index('parameter_change_sets_old').on(table.createdAt),
  ],
)

/** What was there before, to be put back: a SecureString as its ciphertext. */
export const parameterChangeItems = pgTable(
  'parameter_change_items',
  {
    accountId: text('account_id').notNull(),
    changeSetId: uuid('change_set_id').notNull(),
    key: pathText('key').notNull(),
    name: text('name').notNull(),
    outcome: text('outcome').$type<'create' | 'change' | 'delete'>().notNull(),
    type: text('type').$type<ParameterType>().notNull(),
    before: jsonb('before').$type<BeforeImage>(),
    beforeValue: text('before_value'),
    beforeSealed: bytea('before_sealed'),
    beforeSealingKeyId: uuid('before_sealing_key_id'),
    /** Null for what was deleted. */
    afterVersion: integer('after_version'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.changeSetId, table.key] }),
    foreignKey({
      columns: [table.accountId, table.changeSetId],
      foreignColumns: [parameterChangeSets.accountId, parameterChangeSets.changeSetId],
      name: 'parameter_change_items_set',
    }).onDelete('cascade'),
  ],
)
