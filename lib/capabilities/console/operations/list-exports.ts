import { operation } from '#lib/api/operation'
import { ownShape, structure } from '#lib/wire/own-shape'
import { requirePerson } from '../person'
import { listExports as list } from '../store/exports'
import { wireExport } from '../wire'

/** The caller's own, newest first. */
export const listExports = operation({
  service: 'quarterdeck',
  name: 'ListExports',
  access: 'read',
  audited: false,
  input: ownShape('ListExportsRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    const { userId } = requirePerson(ctx)
    return { Exports: (await list(ctx, userId)).map(wireExport) }
  },
})
