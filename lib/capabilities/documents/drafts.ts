import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { structure, text } from '#lib/wire/own-shape'
import { findBuiltin } from './catalogue'
import { draftState } from './model/draft'
import { findDocument } from './store/documents'
import type { Draft, DraftKey } from './store/drafts'

export const draftName = text({ required: true, pattern: /[a-zA-Z0-9_\-.]{1,128}/ })
export const draftNamed = structure({ Name: draftName })

/** Drafts belong to a person. */
export function draftKey(ctx: Ctx, name: string): DraftKey {
  const { caller } = ctx
  if (caller.kind === 'user') return { accountId: caller.accountId, userId: caller.userId, name }
  throw new ApiError('AccessDeniedException', 'Drafts are kept for people; this caller is none.')
}

export function noDraft(name: string): ApiError {
  return new ApiError('DraftNotFound', `You have no draft of document ${name}.`)
}

export function draftArn(ctx: Ctx, name: string): string {
  return `arn:aws:quarterdeck:${ctx.config.region}:${ctx.caller.accountId}:document-draft/${name}`
}

export async function latestVersionOf(ctx: Ctx, name: string): Promise<number | undefined> {
  const builtin = findBuiltin(ctx.config, name)
  const document = builtin?.document ?? (await findDocument(ctx, { accountId: ctx.caller.accountId, name }))
  return document?.latestVersion
}

export function wireDraft(draft: Omit<Draft, 'content'>, latest: number | undefined) {
  return {
    Name: draft.name,
    Revision: draft.revision,
    BaseVersion: draft.baseVersion === null ? undefined : String(draft.baseVersion),
    LatestVersion: latest === undefined ? undefined : String(latest),
    /** `behind`: there is a newer version than the one that the draft was begun from. */
    State: draftState(draft.baseVersion ?? undefined, latest),
    DocumentType: draft.type,
    DocumentFormat: draft.format,
    UpdatedDate: draft.updatedAt,
  }
}
