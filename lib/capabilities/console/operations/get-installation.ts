import { operation } from '#lib/api/operation'
import { ownShape, structure } from '#lib/wire/own-shape'
import { describeInstallation } from '../installation'

/** What this installation is, and how far its set-up has come. */
export const getInstallation = operation({
  service: 'quarterdeck',
  name: 'GetInstallation',
  access: 'read',
  input: ownShape('GetInstallationRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    return { Installation: await describeInstallation(ctx) }
  },
})
