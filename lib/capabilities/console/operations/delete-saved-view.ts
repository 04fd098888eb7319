import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { deleteView, lockView } from '../store/views'
import { requireMayChange } from '../view-rights'

export const deleteSavedView = operation({
  service: 'quarterdeck',
  name: 'DeleteSavedView',
  access: 'write',
  input: ownShape('DeleteSavedViewRequest', structure({ ViewId: text({ required: true, min: 1, max: 64 }) })),
  resources: () => ['*'],
  async handle(tx, input) {
    const view = requireMayChange(tx, await lockView(tx, input.ViewId), input.ViewId)
    await deleteView(tx, view.id)
    await announce(tx, 'saved-view', view.id)
    return {}
  },
})
