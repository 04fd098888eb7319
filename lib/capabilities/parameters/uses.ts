import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { parseReference } from './model/name'
import { referencesIn, type StoredReference } from './model/references'
import { deleteUsesBy, upsertUses } from './store/uses'

/** Who refers to a parameter: told by the capability whose thing it is. */
export interface User {
  kind: 'command' | 'document'
  id: string
  /** What a person would call it. */
  detail: string
}

export async function noteUses(tx: Ctx, references: readonly StoredReference[], { kind, id, detail }: User): Promise<void> {
  const selectors = new Map<string, Set<string>>()
  for (const { name } of references) {
    const reference = parseReference(name)
    // Another account keeps its own list.
    if (!reference || (reference.accountId ?? tx.caller.accountId) !== tx.caller.accountId) continue
    const known = selectors.get(reference.key) ?? new Set()
    selectors.set(reference.key, known.add(reference.selector?.slice(1) ?? ''))
  }
  const { accountId } = tx.caller
  const by = { accountId, kind, usedBy: id, detail, caller: callerName(tx.caller), usedAt: tx.clock.now() }
  await upsertUses(
    tx,
    [...selectors]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, found]) => ({ ...by, key, selectors: [...found].sort() })),
  )
}

/** A version of a document: its text says which parameters it needs for as long as it is there. */
export async function noteDocumentUses(tx: Ctx, { name, version, content }: DocumentText): Promise<void> {
  await noteUses(tx, referencesIn(content), { kind: 'document', id: `${name}:${version}`, detail: name })
}

interface DocumentText {
  name: string
  version: number
  content: string
}

/** Of one version, or of them all. */
export async function forgetDocumentUses(tx: Ctx, name: string, version: number | undefined): Promise<void> {
  await deleteUsesBy(tx, 'document', version === undefined ? { prefix: `${name}:` } : { id: `${name}:${version}` })
}
