import { operation } from '#lib/api/operation'
import { ownShape, structure } from '#lib/wire/own-shape'
import { checkAddress } from '../check-address'

/** Whether the server reaches itself at the address that nodes and tools are given. */
export const checkInstallationUrl = operation({
  service: 'quarterdeck',
  name: 'CheckInstallationUrl',
  access: 'read',
  input: ownShape('CheckInstallationUrlRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    const { url } = ctx.config
    return { Url: url, ...(await checkAddress(url, ctx.clock.now())) }
  },
})
