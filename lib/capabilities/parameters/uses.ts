import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { parseReference } from './model/name'
import type { StoredReference } from './model/references'
import { upsertUses } from './store/uses'

/** Who refers to a parameter: told by the capability whose thing it is. */
export interface User {
  kind: 'command'
  id: string
  /** What a person would call it. */
  detail: string
}

export async function noteUses(tx: Ctx, references: readonly StoredReference[], { kind, id, detail }: User): Promise<void> {
  const keys = new Set(references.flatMap(({ name }) => parseReference(name)?.key ?? []))
  const { accountId } = tx.caller
  const by = { accountId, kind, usedBy: id, detail, caller: callerName(tx.caller), usedAt: tx.clock.now() }
  await upsertUses(
    tx,
    [...keys].sort().map((key) => ({ ...by, key })),
  )
}
