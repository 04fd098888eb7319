import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { listPattern } from '../model/view'
import { requirePerson } from '../person'
import { findDefaultView, listViews } from '../store/views'
import { wireView } from '../wire'

/** Views of one list that the caller may use, and the one that the list opens with. */
export const listSavedViews = operation({
  service: 'quarterdeck',
  name: 'ListSavedViews',
  access: 'read',
  audited: false,
  input: ownShape('ListSavedViewsRequest', structure({ List: text({ required: true, pattern: listPattern }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    const { userId } = requirePerson(ctx)
    const views = await listViews(ctx, input.List, userId)
    return {
      Views: views.map((view) => wireView(view, userId)),
      DefaultViewId: await findDefaultView(ctx, input.List, userId),
    }
  },
})
