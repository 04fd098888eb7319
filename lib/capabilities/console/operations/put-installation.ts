import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { describeInstallation, nameInstallation } from '../installation'

export const putInstallation = operation({
  service: 'quarterdeck',
  name: 'PutInstallation',
  access: 'write',
  input: ownShape('PutInstallationRequest', structure({ Name: text({ required: true, min: 1, max: 60, pattern: /\S(.*\S)?/ }) })),
  resources: () => ['*'],
  async handle(tx, input) {
    await nameInstallation(tx, input.Name)
    await announce(tx, 'installation', 'name')
    return { Installation: await describeInstallation(tx) }
  },
})
