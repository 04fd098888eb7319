import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { documentForAgent, readCommandDocument } from '#lib/vocabulary/document'
import { hashesOf } from './catalogue'
import type { RunnableDocument } from './command-document'
import { objectOf } from './content'
import { readFacts } from './model/facts'
import { deleteDraftsBefore } from './store/drafts'
import { deleteTrialsBefore, insertTrial } from './store/trials'

const dayMs = 86_400_000
const trialDays = 7
const draftDays = 365

export interface TrialRequest {
  name: string
  content: string
  format: 'JSON' | 'YAML'
}

/** A Command document that is not saved, kept for some days under a version that says so, to be run once. */
export async function storeTrial(tx: Ctx, { name, content, format }: TrialRequest): Promise<RunnableDocument> {
  const facts = readFacts(content, 'Command', format)
  const parsed = readCommandDocument(objectOf({ content, format }))
  const id = `trial-${crypto.randomUUID()}`
  const createdAt = tx.clock.now()
  await insertTrial(tx, {
    accountId: tx.caller.accountId,
    id,
    name,
    format,
    content,
    sha256: hashesOf(content).sha256,
    createdAt,
    createdBy: callerName(tx.caller),
    expiresAt: new Date(createdAt.getTime() + trialDays * dayMs),
  })
  return { name, version: id, key: undefined, platformTypes: facts.platformTypes, parsed, forAgent: documentForAgent(parsed) }
}

/** Hourly. */
export async function pruneDocuments(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  await deleteTrialsBefore(ctx, now)
  await deleteDraftsBefore(ctx, new Date(now.getTime() - draftDays * dayMs))
}
