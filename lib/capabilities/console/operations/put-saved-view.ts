import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { boolean, ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { listPattern, mostViewsOfAPerson, parseSearch } from '../model/view'
import { requirePerson } from '../person'
import { countViewsOf, findNamesakes, lockView, upsertView, type ViewRow } from '../store/views'
import { requireMayChange, requireMayShare } from '../view-rights'
import { wireView } from '../wire'

/** Saves a new view, or changes the one that `ViewId` names. */
export const putSavedView = operation({
  service: 'quarterdeck',
  name: 'PutSavedView',
  access: 'write',
  input: ownShape(
    'PutSavedViewRequest',
    structure({
      ViewId: text({ min: 1, max: 64 }),
      List: text({ required: true, pattern: listPattern }),
      Name: text({ required: true, min: 1, max: 60, pattern: /\S(.*\S)?/ }),
      Search: text({ required: true, max: 4096 }),
      Shared: boolean(),
    }),
  ),
  resources: () => ['*'],
  async handle(tx, input) {
    const person = requirePerson(tx)
    const old = input.ViewId === undefined ? undefined : requireMayChange(tx, await lockView(tx, input.ViewId), input.ViewId)
    if (!old && (await countViewsOf(tx, person.userId)) >= mostViewsOfAPerson)
      throw new ApiError('LimitExceededException', `You have ${mostViewsOfAPerson} saved views: delete one first.`)
    const view: ViewRow = {
      accountId: person.accountId,
      id: old?.id ?? crypto.randomUUID(),
      list: old?.list ?? input.List,
      name: input.Name,
      search: parseSearch(input.Search),
      isShared: input.Shared ?? old?.isShared ?? false,
      userId: old?.userId ?? person.userId,
      email: old?.email ?? person.email,
      changedAt: tx.clock.now(),
    }
    if (view.isShared) requireMayShare(person)
    await refuseNamesake(tx, view)
    await upsertView(tx, view)
    await announce(tx, 'saved-view', view.id)
    return { View: wireView(view, person.userId) }
  },
})

async function refuseNamesake(tx: Ctx, view: ViewRow): Promise<void> {
  const others = (await findNamesakes(tx, view.list, view.name)).filter((other) => other.id !== view.id)
  const same = others.find((other) => (view.isShared ? other.isShared : !other.isShared && other.userId === view.userId))
  if (same)
    throw new ApiError('AlreadyExistsException', `There is a ${view.isShared ? 'shared ' : ''}view "${same.name}" already.`)
}
