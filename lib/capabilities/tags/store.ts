import { and, asc, count, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Tag, TaggableType } from './model'
import { taggableResources, tags } from './tables'

export interface ResourceName {
  type: TaggableType
  id: string
}

export async function insertTaggable(tx: Ctx, resource: ResourceName, topics: readonly string[]): Promise<void> {
  const name = { accountId: tx.caller.accountId, resourceType: resource.type, resourceId: resource.id }
  await tx.db.insert(taggableResources).values({ ...name, topics: [...topics] })
}

/** Its tags go with it. */
export async function deleteTaggable(tx: Ctx, resource: ResourceName): Promise<void> {
  await tx.db.delete(taggableResources).where(isTaggable(tx, resource))
}

/** Locks the resource, so that two writers cannot pass the limit together. */
export async function lockTaggable(tx: Ctx, resource: ResourceName): Promise<{ topics: readonly string[] }> {
  const found = await tx.db.select().from(taggableResources).where(isTaggable(tx, resource)).for('update')
  return required(found[0], resource)
}

export async function requireTaggable(ctx: Ctx, resource: ResourceName): Promise<{ topics: readonly string[] }> {
  const found = await ctx.db.select().from(taggableResources).where(isTaggable(ctx, resource))
  return required(found[0], resource)
}

export async function upsertTags(tx: Ctx, resource: ResourceName, given: readonly Tag[]): Promise<void> {
  if (given.length === 0) return
  const name = { accountId: tx.caller.accountId, resourceType: resource.type, resourceId: resource.id }
  await tx.db
    .insert(tags)
    .values(given.map((tag) => ({ ...name, key: tag.Key, value: tag.Value })))
    .onConflictDoUpdate({
      target: [tags.accountId, tags.resourceType, tags.resourceId, tags.key],
      set: { value: sql`excluded.value` },
    })
}

export async function deleteTags(tx: Ctx, resource: ResourceName, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.db.delete(tags).where(and(isOf(tx, resource), inArray(tags.key, [...keys])))
}

export async function countTags(ctx: Ctx, resource: ResourceName): Promise<number> {
  const rows = await ctx.db.select({ count: count() }).from(tags).where(isOf(ctx, resource))
  return rows[0]?.count ?? 0
}

export async function findTags(ctx: Ctx, resource: ResourceName): Promise<readonly Tag[]> {
  return ctx.db.select({ Key: tags.key, Value: tags.value }).from(tags).where(isOf(ctx, resource)).orderBy(asc(tags.key))
}

/** Where the id of a resource stands in another capability's query. */
export interface TaggedColumn {
  accountId: string
  type: TaggableType
  id: SQLWrapper
}

export interface TagTest {
  /** Left out: any key. */
  keys?: readonly string[]
  value?: (column: SQLWrapper) => SQL
}

/** A condition: the resource has a tag, with one of the keys and a value that passes where they are asked for. */
export function hasTag(resource: TaggedColumn, wanted: TagTest): SQL {
  const value = wanted.value ? sql` and ${wanted.value(tags.value)}` : sql``
  const key = wanted.keys ? sql` and ${tags.key} = any(${sql.param([...wanted.keys])})` : sql``
  return sql`exists (select 1 from ${tags} where ${isTagOf(resource)}${key}${value})`
}

/** All tags of the resource as one JSON object. */
export function tagsAsJson(resource: TaggedColumn): SQL<Record<string, string> | null> {
  return sql`(select json_object_agg(${tags.key}, ${tags.value} order by ${tags.key}) from ${tags} where ${isTagOf(resource)})`
}

function isTagOf({ accountId, type, id }: TaggedColumn): SQL {
  return sql`${tags.accountId} = ${accountId} and ${tags.resourceType} = ${type} and ${tags.resourceId} = ${id}`
}

function isOf(ctx: Ctx, resource: ResourceName): SQL | undefined {
  return and(eq(tags.accountId, ctx.caller.accountId), eq(tags.resourceType, resource.type), eq(tags.resourceId, resource.id))
}

function isTaggable(ctx: Ctx, resource: ResourceName): SQL | undefined {
  return and(
    eq(taggableResources.accountId, ctx.caller.accountId),
    eq(taggableResources.resourceType, resource.type),
    eq(taggableResources.resourceId, resource.id),
  )
}

function required<T>(found: T | undefined, resource: ResourceName): T {
  if (found) return found
  throw new ApiError('InvalidResourceId', `There is no ${resource.type} with the id ${resource.id}.`)
}

/** By id; a resource without tags is not in it. */
export async function tagsOfResources(
  ctx: Ctx,
  type: TaggableType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(tags)
    .where(and(eq(tags.accountId, ctx.caller.accountId), eq(tags.resourceType, type), inArray(tags.resourceId, [...ids])))
    .orderBy(asc(tags.resourceId), asc(tags.key))
  return Map.groupBy(
    rows.map((row) => ({ id: row.resourceId, Key: row.key, Value: row.value })),
    ({ id }) => id,
  )
}
