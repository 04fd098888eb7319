import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Ctx } from '#lib/platform/context'
import { parameterLabels, parameters, parameterVersions } from '../tables'
import type { ParameterVersion } from './parameters'

export interface OldestVersion {
  version: number
  isLabelled: boolean
}

export async function findOldestVersion(tx: Ctx, key: string): Promise<OldestVersion | undefined> {
  // Of a select from one table drizzle leaves the table's name out: here it must stand.
  const isLabelled = sql<boolean>`exists (select 1 from ${parameterLabels} as worn where worn.account_id = parameter_versions.account_id
    and worn.key = parameter_versions.key and worn.version = parameter_versions.version)`
  const rows = await tx.db
    .select({ version: parameterVersions.version, isLabelled })
    .from(parameterVersions)
    .where(and(eq(parameterVersions.accountId, tx.caller.accountId), eq(parameterVersions.key, key)))
    .orderBy(asc(parameterVersions.version))
    .limit(1)
  return rows[0]
}

export interface NextVersion {
  version: ParameterVersion
  dueAt: Date | null
  /** The number of the one that goes. */
  dropped: number | undefined
}

/** One statement: each more is another way to the database and back while others wait for the row. */
export async function writeNextVersion(tx: Ctx, { version: { sealed, ...row }, dueAt, dropped }: NextVersion): Promise<void> {
  const given = JSON.stringify({ ...row, dueAt })
  await tx.db.execute(sql`
    with given as (select * from jsonb_to_record(${given}::jsonb) as given (${givenTypes})),
      gone as (delete from ${parameterVersions} using given where ${parameterVersions.accountId} = given."accountId"
        and ${parameterVersions.key} = given.key and ${parameterVersions.version} = ${dropped ?? 0}),
      added as (insert into ${parameterVersions} (${versionColumns}, sealed) select ${versionFields}, ${sealed}::bytea from given)
    update ${parameters} set ${changes} from given
    where ${parameters.accountId} = given."accountId" and ${parameters.key} = given.key`)
}

const { sealed: _sealed, ...plainColumns } = getTableColumns(parameterVersions)
const listed = Object.entries(plainColumns)
const versionColumns = sql.raw(listed.map(([, column]) => column.name).join(', '))
const versionFields = sql.raw(listed.map(([name]) => `"${name}"`).join(', '))
const givenTypes = sql.raw(
  [...listed, ['dueAt', parameters.dueAt] as const].map(([name, column]) => `"${name}" ${column.getSQLType()}`).join(', '),
)
const changing = Object.entries(getTableColumns(parameters)).filter(
  ([name]) => name === 'dueAt' || (name in plainColumns && name !== 'accountId' && name !== 'key'),
)
const changes = sql.raw(changing.map(([name, column]) => `${column.name} = given."${name}"`).join(', '))
