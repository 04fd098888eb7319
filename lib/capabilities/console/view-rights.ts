import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { requirePerson } from './person'
import type { ViewRow } from './store/views'

type Person = ReturnType<typeof requirePerson>

export function requireMayShare({ role }: Person): void {
  if (role === 'viewer')
    throw new ApiError('AccessDeniedException', 'The role viewer keeps personal views only; an operator may share one.', 403)
}

/** What another person keeps to themselves does not exist for the caller. */
export function requireMayChange(ctx: Ctx, view: ViewRow | undefined, id: string): ViewRow {
  const { userId, role } = requirePerson(ctx)
  if (!view || (view.userId !== userId && !view.isShared))
    throw new ApiError('ResourceNotFoundException', `There is no saved view ${id}.`)
  if (view.userId === userId || role === 'owner') return view
  throw new ApiError(
    'AccessDeniedException',
    `The view "${view.name}" is of ${view.email}: save it under a name of your own.`,
    403,
  )
}
