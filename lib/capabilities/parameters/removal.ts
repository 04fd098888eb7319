import { forgetTaggable } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import { announce } from './changes'
import { deleteParameterRows } from './store/parameters'

/** With their versions, labels and tags; the keys of those that were there. */
export async function removeParameters(tx: Ctx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const removed = await deleteParameterRows(tx, keys)
  for (const { name } of removed) {
    await forgetTaggable(tx, { type: 'Parameter', id: name })
    await announce(tx, name, { operation: 'Delete' })
  }
  return new Set(removed.map(({ key }) => key))
}
