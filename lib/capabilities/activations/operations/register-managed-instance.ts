import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { registerNode } from '#lib/capabilities/nodes/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { activationArn } from '../arn'
import { isCode } from '../code'
import { parsePublicKey } from '../public-key'
import { type Activation, findActivation, returnAttempt, takeAttempt, transitionUseOne } from '../store'

/**
 * Unsigned: the activation code is the secret. An attempt is counted also when the registration is refused and rolled back, and
 * given back when it succeeds: only failures slow an address down, and what is under way at once stays bounded.
 */
export const registerManagedInstance = operation({
  name: 'RegisterManagedInstance',
  access: 'write',
  ownTransactions: true,
  audience: ['anonymous'],
  secretMembers: ['ActivationCode'],
  input: ownShape(
    'RegisterManagedInstanceRequest',
    structure({
      ActivationCode: text({ required: true, min: 20, max: 250, secret: true }),
      ActivationId: text({ required: true, min: 36, max: 36 }),
      Fingerprint: text({ required: true, min: 1, max: 256 }),
      PublicKey: text({ required: true, min: 1, max: 4096 }),
      PublicKeyType: text({ max: 32 }),
    }),
  ),
  resources: (input, ctx) => [activationArn(ctx, input.ActivationId)],
  async handle(ctx, input) {
    if (!(await takeAttempt(ctx, ctx.caller.sourceIp))) {
      throw new ApiError('ThrottlingException', 'This address registers too often: try again in a minute.')
    }
    parsePublicKey(input.PublicKey, input.PublicKeyType ?? 'Rsa')
    const activation = await findActivation(ctx, input.ActivationId)
    if (!activation || !isCode(input.ActivationCode, activation.codeHash)) throw invalidActivation()
    const { Fingerprint: fingerprint, PublicKey: publicKey } = input
    const InstanceId = await register(ctx, activation, { fingerprint, publicKey })
    await returnAttempt(ctx, ctx.caller.sourceIp)
    return { InstanceId }
  },
})

async function register(ctx: Ctx, activation: Activation, machine: { fingerprint: string; publicKey: string }): Promise<string> {
  const { accountId, id, iamRole, defaultInstanceName, tags } = activation
  return transact({ ...ctx, caller: { ...ctx.caller, accountId } }, async (tx) => {
    if (!(await transitionUseOne(tx, activation))) throw invalidActivation()
    const place = { ipAddress: tx.caller.sourceIp, name: defaultInstanceName }
    const nodeId = await registerNode(tx, { ...machine, ...place, activationId: id, iamRole, tags })
    const topics = ['activations', `activation/${id}`]
    await append(tx, { capability: 'activations', type: 'activation.used', resource: id, topics, data: { nodeId } })
    return nodeId
  })
}

/** The same words for every reason, so that nobody learns which part was right. */
function invalidActivation(): ApiError {
  return new ApiError('InvalidActivation', 'The activation is not valid: its code is wrong, it has expired, or it is used up.')
}
