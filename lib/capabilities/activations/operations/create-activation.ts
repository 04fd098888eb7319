import { randomBytes, randomUUID } from 'node:crypto'
import { CreateActivationRequest$, type CreateActivationRequest, type CreateActivationResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { checkTags, tagsOf } from '#lib/capabilities/tags/index'
import { sdkShape } from '#lib/wire/sdk-shape'
import { hashCode } from '../code'
import { codeFrom, defaultRegistrationLimit, planExpiry } from '../model'
import { insertActivation } from '../store'

/** The code is answered this once: only its hash is kept. */
export const createActivation = operation({
  name: 'CreateActivation',
  access: 'write',
  input: sdkShape<CreateActivationRequest>(CreateActivationRequest$),
  resources: () => ['*'],
  async handle(tx, input): Promise<CreateActivationResult> {
    const tags = tagsOf(input.Tags)
    checkTags(tags, 'ManagedInstance')
    const now = tx.clock.now()
    const id = randomUUID()
    const code = codeFrom(randomBytes(20))
    await insertActivation(tx, {
      accountId: tx.caller.accountId,
      id,
      codeHash: hashCode(code),
      description: input.Description ?? '',
      defaultInstanceName: input.DefaultInstanceName ?? '',
      iamRole: input.IamRole ?? '',
      registrationLimit: input.RegistrationLimit ?? defaultRegistrationLimit,
      expiresAt: planExpiry(input.ExpirationDate, now),
      createdAt: now,
      createdBy: tx.caller.kind === 'user' ? tx.caller.email : tx.caller.kind,
      tags: [...tags],
    })
    await append(tx, { capability: 'activations', type: 'activation.created', resource: id, topics: ['activations'] })
    return { ActivationId: id, ActivationCode: code }
  },
})
