import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterLabels, parameters, parameterVersions } from '../tables'
import { isBelow } from './listings'
import { isNewest } from './parameters'

/** Which version of each parameter counts; those that have none are left out. */
export type Moment = { kind: 'newest' } | { kind: 'label'; label: string } | { kind: 'time'; at: Date }

export interface SnapshotPage {
  /** Key of the path; empty at the top. */
  path: string
  moment: Moment
  after: string | undefined
  limit: number
}

const columns = {
  accountId: parameters.accountId,
  key: parameters.key,
  name: parameters.name,
  /** Of the newest version, whichever counts here. */
  newest: parameters.version,
  version: parameterVersions.version,
  type: parameterVersions.type,
  tier: parameterVersions.tier,
  dataType: parameterVersions.dataType,
  keyId: parameterVersions.keyId,
  description: parameterVersions.description,
  allowedPattern: parameterVersions.allowedPattern,
  value: parameterVersions.value,
  sealed: parameterVersions.sealed,
  sealingKeyId: parameterVersions.sealingKeyId,
}

export type SnapshotRow = Awaited<ReturnType<typeof listSnapshot>>[number]

/** Everything below a path as it is, or as a label or a time has it; by key. */
export async function listSnapshot(ctx: Ctx, { path, moment, after, limit }: SnapshotPage) {
  return ctx.db
    .select(columns)
    .from(parameters)
    .innerJoin(parameterVersions, isOf(moment))
    .where(
      and(
        eq(parameters.accountId, ctx.caller.accountId),
        isBelow(path),
        after === undefined ? undefined : gt(parameters.key, after),
      ),
    )
    .orderBy(asc(parameters.key))
    .limit(limit)
}

function isOf(moment: Moment): SQL | undefined {
  const sameParameter = and(eq(parameterVersions.accountId, parameters.accountId), eq(parameterVersions.key, parameters.key))
  switch (moment.kind) {
    case 'newest':
      return isNewest
    case 'label': {
      const labelled = sql`(select ${parameterLabels.version} from ${parameterLabels}
        where ${parameterLabels.accountId} = ${parameters.accountId} and ${parameterLabels.key} = ${parameters.key}
        and ${parameterLabels.label} = ${moment.label})`
      return and(sameParameter, eq(parameterVersions.version, labelled))
    }
    case 'time': {
      const then = sql`(select max(earlier.version) from ${parameterVersions} as earlier
        where earlier.account_id = ${parameters.accountId} and earlier.key = ${parameters.key}
        and earlier.changed_at <= ${moment.at.toISOString()}::timestamptz)`
      return and(sameParameter, eq(parameterVersions.version, then))
    }
  }
}
