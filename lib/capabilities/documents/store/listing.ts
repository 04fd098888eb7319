import { and, asc, eq, gt, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import { hasTag } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import type { StoredDocument, VersionSummary } from '../document'
import type { DocumentFilter } from '../model/filters'
import { documents, documentShares, documentVersions } from '../tables'
import { type DocumentKey, documentOf } from './documents'
import { everybody } from './shares'
import { summaryColumns, summaryOf } from './versions'

export interface Listed {
  document: StoredDocument
  version: VersionSummary
}

export interface ListingQuery {
  filters: readonly DocumentFilter[]
  /** Name and account of the last row shown. */
  after: readonly [name: string, accountId: string] | undefined
  limit: number
  /** Only these. */
  among?: readonly DocumentKey[] | undefined
}

/** Documents of the account and those shared with it, by name and owner, each in the version that one gets without asking for another. */
export async function listStored(ctx: Ctx, { filters, after, limit, among }: ListingQuery): Promise<readonly Listed[]> {
  if (among?.length === 0) return []
  const isAfter = after && sql`(${documents.name}, ${documents.accountId}) > (${after[0]}, ${after[1]})`
  const rows = await ctx.db
    .select({ document: documents, version: summaryColumns })
    .from(documents)
    .innerJoin(
      documentVersions,
      and(
        eq(documentVersions.accountId, documents.accountId),
        eq(documentVersions.name, documents.name),
        eq(documentVersions.version, shownVersion(ctx)),
      ),
    )
    .where(and(isVisible(ctx), ...filters.map((filter) => filterSql(ctx, filter)), isAfter, among && isAmong(among)))
    .orderBy(asc(documents.name), asc(documents.accountId))
    .limit(limit)
  return rows.map((row) => ({ document: documentOf(row.document), version: summaryOf(row.version) }))
}

const own = (ctx: Ctx): SQL => eq(documents.accountId, ctx.caller.accountId)

function isAmong(keys: readonly DocumentKey[]): SQL {
  const listed = keys.map(({ accountId, name }) => sql`(${accountId}, ${name})`)
  return sql`(${documents.accountId}, ${documents.name}) in (${sql.join(listed, sql`, `)})`
}

function isVisible(ctx: Ctx): SQL | undefined {
  return or(own(ctx), sharedWith([ctx.caller.accountId, everybody]))
}

/** Of another account's document the latest, where that is what it shares. Its share with this account goes before that with all. */
function shownVersion(ctx: Ctx): SQL {
  const isShare = and(
    eq(documentShares.accountId, documents.accountId),
    eq(documentShares.name, documents.name),
    inArray(documentShares.sharedWith, [ctx.caller.accountId, everybody]),
  )
  const shared = sql`select ${documentShares.sharedVersion} from ${documentShares} where ${isShare} order by ${documentShares.sharedWith} limit 1`
  const isLatest = sql`${ne(documents.accountId, ctx.caller.accountId)} and (${shared}) = '$LATEST'`
  return sql`case when ${isLatest} then ${documents.latestVersion} else ${documents.defaultVersion} end`
}

function sharedWith(accounts: readonly string[]): SQL {
  const isShare = and(
    eq(documentShares.accountId, documents.accountId),
    eq(documentShares.name, documents.name),
    inArray(documentShares.sharedWith, [...accounts]),
  )
  return sql`exists (select 1 from ${documentShares} where ${isShare})`
}

function filterSql(ctx: Ctx, { key, values }: DocumentFilter): SQL | undefined {
  switch (key) {
    case 'Name':
      return or(...values.map((value) => sql`starts_with(${documents.name}, ${value})`))
    case 'Owner':
      return or(sql`false`, ...values.map((value) => ownerSql(ctx, value)))
    case 'PlatformTypes':
      return sql`${documentVersions.platformTypes} && ${sql.param([...values])}::text[]`
    case 'DocumentType':
      return inArray(documents.type, [...values])
    case 'TargetType':
      return inArray(documentVersions.targetType, values.includes('/') ? ['/', ...values] : [...values])
    case 'SearchKeyword':
      return or(...values.map(keywordSql))
    default:
      return and(
        own(ctx),
        hasTag(
          { accountId: ctx.caller.accountId, type: 'Document', id: sql`${documents.name} collate "default"` },
          {
            keys: [key.slice('tag:'.length)],
            ...(values.length > 0 ? { value: (column) => sql`${column} = any(${sql.param([...values])})` } : {}),
          },
        ),
      )
  }
}

function ownerSql(ctx: Ctx, owner: string): SQL | undefined {
  switch (owner) {
    case 'All':
      return sql`true`
    case 'Self':
      return own(ctx)
    case 'Public':
      return eq(documents.isPublic, true)
    case 'Private':
      return and(ne(documents.accountId, ctx.caller.accountId), sharedWith([ctx.caller.accountId]))
    default:
      return eq(documents.accountId, owner)
  }
}

function keywordSql(keyword: string): SQL {
  const wanted = keyword.toLowerCase()
  const text = sql`lower(concat_ws(' ', ${documents.name}, ${documentVersions.displayName}, ${documentVersions.description}))`
  return gt(sql`position(${wanted} in ${text})`, 0)
}
