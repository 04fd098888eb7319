import { is, type SQL } from 'drizzle-orm'
import { PgColumn, type PgSelect } from 'drizzle-orm/pg-core'
import type { Db } from './database'

const known = new WeakMap<object, Map<string, unknown>>()

/** An expression is read as the driver gives it. */
export type Columns = Readonly<Record<string, PgColumn | SQL>>

export type RowOf<C extends Columns> = {
  -readonly [K in keyof C]: C[K] extends PgColumn
    ? C[K]['_']['notNull'] extends true
      ? C[K]['_']['data']
      : C[K]['_']['data'] | null
    : C[K] extends SQL<infer T>
      ? T
      : never
}

export interface PreparedSelect<C extends Columns> {
  execute(placeholders: Record<string, unknown>): Promise<RowOf<C>[]>
}

export interface SelectToPrepare<C extends Columns> {
  /** Unique in the program. */
  name: string
  columns: C
  build(db: Db, columns: C): { toSQL(): ReturnType<PgSelect['toSQL']> }
}

/**
 * A select of columns and expressions that is built once for each pool and its transactions, planned once on each connection, and read
 * by columns looked up once: drizzle asks of every field of every row what kind it is, which costs more than the query.
 */
export function preparedSelect<C extends Columns>(db: Db, { name, columns, build }: SelectToPrepare<C>): PreparedSelect<C> {
  const dialect = dialectOf(db)
  const queries = known.get(dialect) ?? new Map<string, unknown>()
  known.set(dialect, queries)
  // The guarantee of this cast: one name is always built by the same caller.
  const built = (queries.get(name) as Built<C> | undefined) ?? { query: build(db, columns).toSQL(), read: readerOf(columns) }
  queries.set(name, built)
  const { query, read } = built
  return db._.session.prepareQuery<{ execute: RowOf<C>[]; all: never; values: never }>(query, undefined, name, true, (rows) =>
    rows.map(read),
  )
}

interface Built<C extends Columns> {
  query: ReturnType<PgSelect['toSQL']>
  read(values: readonly unknown[]): RowOf<C>
}

/** One for a pool and all transactions on it; drizzle keeps it out of its types. */
function dialectOf(db: Db): object {
  return (db as unknown as { dialect: object }).dialect
}

function readerOf<C extends Columns>(columns: C): Built<C>['read'] {
  const fields = Object.entries(columns)
  return (values) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < fields.length; index += 1) {
      const [key, column] = fields[index] as [string, PgColumn | SQL]
      const value = values[index]
      row[key] = value === null || !is(column, PgColumn) ? value : column.mapFromDriverValue(value)
    }
    return row as RowOf<C>
  }
}
