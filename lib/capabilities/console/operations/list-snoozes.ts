import { operation } from '#lib/api/operation'
import { ownShape, structure } from '#lib/wire/own-shape'
import { listSnoozes as list } from '../store/snoozes'
import { wireSnooze } from '../wire'

export const listSnoozes = operation({
  service: 'quarterdeck',
  name: 'ListSnoozes',
  access: 'read',
  audited: false,
  input: ownShape('ListSnoozesRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    return { Snoozes: (await list(ctx)).map(wireSnooze) }
  },
})
