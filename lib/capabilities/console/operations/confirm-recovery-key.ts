import { timingSafeEqual } from 'node:crypto'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { announce } from '../announce'
import { confirmRecoveryKey as confirm, describeInstallation } from '../installation'

/** An owner shows that they keep the recovery key, by giving it back. */
export const confirmRecoveryKey = operation({
  service: 'quarterdeck',
  name: 'ConfirmRecoveryKey',
  access: 'write',
  secretMembers: ['RecoveryKey'],
  input: ownShape('ConfirmRecoveryKeyRequest', structure({ RecoveryKey: text({ required: true, min: 1, max: 500 }) })),
  resources: () => ['*'],
  async handle(tx, input) {
    const expected = Buffer.from(tx.secrets.recoveryKey())
    const given = Buffer.from(input.RecoveryKey.trim())
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new ApiError(
        'ValidationException',
        'This is not the recovery key of this installation: give the 44 characters of the file that was downloaded here.',
      )
    await confirm(tx)
    await announce(tx, 'installation', 'recovery-key')
    return { Installation: await describeInstallation(tx) }
  },
})
