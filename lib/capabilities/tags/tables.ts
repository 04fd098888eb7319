import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** What can be tagged: each capability registers its resources here, so that tags need not know the capabilities above. */
export const taggableResources = pgTable(
  'taggable_resources',
  {
    accountId: text('account_id').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: text('resource_id').notNull(),
    /** Event topics to ring when the tags change. */
    topics: text('topics').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.resourceType, table.resourceId] })],
)

export const tags = pgTable(
  'tags',
  {
    accountId: text('account_id').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: text('resource_id').notNull(),
    key: text('key').notNull(),
    value: text('value').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.resourceType, table.resourceId, table.key] }),
    index('tags_value').on(table.accountId, table.resourceType, table.key, table.value, table.resourceId),
    foreignKey({
      columns: [table.accountId, table.resourceType, table.resourceId],
      foreignColumns: [taggableResources.accountId, taggableResources.resourceType, taggableResources.resourceId],
    }).onDelete('cascade'),
  ],
)
