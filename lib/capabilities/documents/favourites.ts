import type { NewEvent } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { parseArn } from '#lib/vocabulary/arn'
import { structure, text } from '#lib/wire/own-shape'
import { findBuiltin } from './catalogue'
import type { DocumentKey } from './store/documents'

export const favouriteNamed = structure({ Name: text({ required: true, min: 1, max: 1024 }) })

/** Favourites belong to a person. */
export function favouritesOwner({ caller }: Ctx): string {
  if (caller.kind === 'user') return caller.userId
  throw new ApiError('AccessDeniedException', 'Favourites are kept for people; this caller is none.')
}

/** Without a look at the document, which may be gone, or not be shared any more. */
export function favouriteKey(ctx: Ctx, nameOrArn: string): DocumentKey {
  const arn = nameOrArn.startsWith('arn:') ? parseArn(nameOrArn) : undefined
  if (arn?.kind === 'document') return { accountId: arn.accountId, name: arn.name }
  return { accountId: findBuiltin(ctx.config, nameOrArn) ? '' : ctx.caller.accountId, name: nameOrArn }
}

/** For the other windows of the same person. */
export function favouritesChanged(userId: string, name: string): NewEvent {
  return { capability: 'documents', type: 'favourite.changed', resource: name, topics: [`favourites/${userId}`], data: {} }
}
