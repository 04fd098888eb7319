import type { Ctx } from '#lib/platform/context'
import { noSuchVersion } from './find'
import { findVersion, type Parameter } from './store/parameters'

/** The newest when none is named. */
export async function requireVersion(
  tx: Ctx,
  { key, name, version: newest }: Parameter,
  given: number | undefined,
): Promise<number> {
  if (given === undefined) return newest
  const isPossible = given >= 1 && given <= newest
  const found = isPossible ? await findVersion(tx, tx.caller.accountId, { key, version: given }) : undefined
  if (!found) throw noSuchVersion(`version ${given} of ${name}`)
  return given
}
