import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'

export function requireNodeCaller(ctx: Ctx): { nodeId: string } {
  if (ctx.caller.kind === 'node') return ctx.caller
  throw new ApiError('AccessDeniedException', 'Only a managed node may call this, signed with its key.')
}
