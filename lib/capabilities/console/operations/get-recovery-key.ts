import { operation } from '#lib/api/operation'
import { requirePassword } from '#lib/capabilities/auth/index'
import { ownShape, structure, text } from '#lib/wire/own-shape'

/** The root key, for an owner who keeps it elsewhere. A write, so that it is never answered without being recorded. */
export const getRecoveryKey = operation({
  service: 'quarterdeck',
  name: 'GetRecoveryKey',
  access: 'write',
  ownTransactions: true,
  secretMembers: ['Password'],
  input: ownShape('GetRecoveryKeyRequest', structure({ Password: text({ required: true, min: 1, max: 256 }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    await requirePassword(ctx, input.Password)
    return { RecoveryKey: ctx.secrets.recoveryKey() }
  },
})
