import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** Ordered as JavaScript orders text, whatever the database's own locale: pages mix rows with built-in documents. */
const name = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

export const documents = pgTable(
  'documents',
  {
    accountId: text('account_id').notNull(),
    name: name('name').notNull(),
    type: text('type').notNull(),
    createdAt: time('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    defaultVersion: integer('default_version').notNull(),
    latestVersion: integer('latest_version').notNull(),
    /** The highest number ever given: deleted ones are not given again. */
    lastVersion: integer('last_version').notNull(),
    isPublic: boolean('is_public').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.name] })],
)

export const documentVersions = pgTable(
  'document_versions',
  {
    accountId: text('account_id').notNull(),
    name: name('name').notNull(),
    version: integer('version').notNull(),
    /** Jobs name a version by it: a document may be made anew under its old name. */
    id: uuid('id').notNull(),
    versionName: text('version_name'),
    displayName: text('display_name'),
    content: text('content').notNull(),
    format: text('format').notNull(),
    sha256: text('sha256').notNull(),
    sha1: text('sha1').notNull(),
    schemaVersion: text('schema_version'),
    description: text('description'),
    parameters: jsonb('parameters').notNull(),
    platformTypes: text('platform_types').array().notNull(),
    targetType: text('target_type'),
    status: text('status').notNull(),
    statusInformation: text('status_information'),
    requires: jsonb('requires').notNull(),
    /** As given: where attachments come from. */
    attachmentSources: jsonb('attachment_sources').notNull(),
    reviewStatus: text('review_status').notNull(),
    createdAt: time('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.name, table.version] }),
    uniqueIndex('document_versions_id').on(table.id),
    uniqueIndex('document_versions_version_name').on(table.accountId, table.name, table.versionName),
  ],
)

export const documentAttachments = pgTable(
  'document_attachments',
  {
    accountId: text('account_id').notNull(),
    documentName: name('document_name').notNull(),
    version: integer('version').notNull(),
    name: name('name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    /** Attachments taken over by reference share it. */
    blobKey: text('blob_key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.documentName, table.version, table.name] }),
    index('document_attachments_blob').on(table.blobKey),
  ],
)

/** Who else may use a document: an account, or `all`. */
export const documentShares = pgTable(
  'document_shares',
  {
    accountId: text('account_id').notNull(),
    name: name('name').notNull(),
    sharedWith: text('shared_with').notNull(),
    sharedVersion: text('shared_version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.name, table.sharedWith] }),
    index('document_shares_with').on(table.sharedWith, table.name, table.accountId),
  ],
)

export const documentReviews = pgTable(
  'document_reviews',
  {
    accountId: text('account_id').notNull(),
    name: name('name').notNull(),
    version: integer('version').notNull(),
    id: bigserial('id', { mode: 'number' }).notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    reviewer: text('reviewer').notNull(),
    comment: text('comment'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.name, table.version, table.id] })],
)

/** What makes use of a document just now. Capabilities above write here, so that documents need not know them. */
export const documentUses = pgTable(
  'document_uses',
  {
    accountId: text('account_id').notNull(),
    name: name('name').notNull(),
    /** `command`, `association`, `maintenance-window`, … */
    kind: text('kind').notNull(),
    userAccountId: text('user_account_id').notNull(),
    userId: text('user_id').notNull(),
    /** A number, $DEFAULT or $LATEST. */
    version: text('version').notNull(),
    since: time('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.name, table.kind, table.userAccountId, table.userId] }),
    index('document_uses_user').on(table.kind, table.userAccountId, table.userId),
  ],
)

/** What somebody is writing and has not saved as a version. */
export const documentDrafts = pgTable(
  'document_drafts',
  {
    accountId: text('account_id').notNull(),
    userId: text('user_id').notNull(),
    name: name('name').notNull(),
    revision: integer('revision').notNull(),
    /** The version it was begun from; none for a document that does not exist yet. */
    baseVersion: integer('base_version'),
    type: text('type').notNull(),
    format: text('format').notNull(),
    content: text('content').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.userId, table.name] }),
    index('document_drafts_updated').on(table.updatedAt),
  ],
)

/** Versions that were run without being saved. */
export const documentTrials = pgTable(
  'document_trials',
  {
    accountId: text('account_id').notNull(),
    id: text('id').notNull(),
    name: name('name').notNull(),
    format: text('format').notNull(),
    content: text('content').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: time('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index('document_trials_expires').on(table.expiresAt),
    index('document_trials_name').on(table.accountId, table.name, sql`${table.createdAt} desc`),
  ],
)

/** Documents that a person keeps at hand, also built-in and shared ones. */
export const documentFavourites = pgTable(
  'document_favourites',
  {
    accountId: text('account_id').notNull(),
    userId: text('user_id').notNull(),
    /** Whose document it is; empty for built-in ones. */
    documentAccountId: text('document_account_id').notNull(),
    name: name('name').notNull(),
    addedAt: time('added_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.userId, table.name, table.documentAccountId] }),
    index('document_favourites_document').on(table.documentAccountId, table.name),
  ],
)
