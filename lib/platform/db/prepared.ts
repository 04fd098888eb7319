import type { Db } from './database'

const known = new WeakMap<Db, Map<string, unknown>>()

/** A query that is built once for each pool, and planned once on each of its connections. Names are unique in the program. */
export function prepared<Q>(db: Db, name: string, build: (db: Db, name: string) => Q): Q {
  const queries = known.get(db) ?? new Map<string, unknown>()
  known.set(db, queries)
  // The guarantee of this cast: one name is always built by the same caller.
  const query = (queries.get(name) as Q | undefined) ?? build(db, name)
  queries.set(name, query)
  return query
}
