import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { listPattern, viewIdPattern } from '../model/view'
import { requirePerson } from '../person'
import { setDefaultView as set } from '../store/views'

/** What the caller sees when the list is opened; without `ViewId` what comes with the product. It may also name a view of the product. */
export const setDefaultView = operation({
  service: 'quarterdeck',
  name: 'SetDefaultView',
  access: 'write',
  input: ownShape(
    'SetDefaultViewRequest',
    structure({ List: text({ required: true, pattern: listPattern }), ViewId: text({ pattern: viewIdPattern }) }),
  ),
  resources: () => ['*'],
  async handle(tx, input) {
    const { userId } = requirePerson(tx)
    await set(tx, { list: input.List, userId, viewId: input.ViewId })
    await announce(tx, 'saved-view', input.ViewId ?? input.List)
    return {}
  },
})
