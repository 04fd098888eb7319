import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameters } from '../tables'

export interface ChildPath {
  /** Key of the path. */
  key: string
  /** Where the listing goes on after it. */
  place: string
  /** Parameters below it, at whatever depth; no further than asked. */
  count: number
  hasPaths: boolean
}

export interface PathPage {
  /** Key of the path whose children are wanted; empty for the root. */
  path: string
  after: string | undefined
  limit: number
  countTo: number
}

/**
 * Jumps from path to path in the index of parents, so that the cost follows the paths found, not the parameters below them.
 * A path is met where it holds parameters itself, else where the first path below it does: bytes order `a`, `a-b`, `a/c` so.
 */
export async function listChildPaths(ctx: Ctx, { path, after, limit, countTo }: PathPage): Promise<readonly ChildPath[]> {
  const { accountId } = ctx.caller
  const below = path === '' ? '' : `${path}/`
  // Names have letters, digits and `/_.-`, all of which come before `~`.
  const end = `${below}~`
  const child = (place: SQL) => sql`${below}::text || split_part(substr(${place}, ${below.length + 1}::int), '/', 1)`
  const next = (from: SQL, to: SQL) => sql`select min(${parameters.parent}) from ${parameters}
    where ${parameters.accountId} = ${accountId} and ${parameters.parent} > ${from} and ${parameters.parent} < ${to}`
  const following = (place: SQL) => sql`coalesce(
    (${next(place, sql`(${child(place)} || '/') collate "C"`)}),
    (${next(sql`(${child(place)} || '/~') collate "C"`, sql`${end}::text collate "C"`)}))`
  const first = next(sql`${below}::text collate "C"`, sql`${end}::text collate "C"`)
  const start = after === undefined ? first : sql`select ${following(sql`${after}::text collate "C"`)}`
  const { rows } = await ctx.db.execute<{ key: string; place: string; count: number; has_paths: boolean }>(sql`
    with recursive met(place) as (
      (${start})
      union all
      select ${following(sql`met.place`)} from met where met.place is not null
    ), paths as (
      select met.place, (${child(sql`met.place`)}) collate "C" as key from met where met.place is not null
    )
    select paths.key, paths.place,
      (select count(*)::int from (select 1 from ${parameters}
        where ${parameters.accountId} = ${accountId} and ${parameters.key} > paths.key || '/' and ${parameters.key} < paths.key || '/~'
        limit ${countTo}) as counted) as count,
      exists (select 1 from ${parameters} where ${parameters.accountId} = ${accountId}
        and ${parameters.parent} > paths.key || '/' and ${parameters.parent} < paths.key || '/~') as has_paths
    from paths
    where paths.place = paths.key or not exists (select 1 from ${parameters}
      where ${parameters.accountId} = ${accountId} and ${parameters.parent} = paths.key)
    limit ${limit}`)
  return rows.map(({ has_paths: hasPaths, ...row }) => ({ ...row, hasPaths }))
}
