import { DeleteActivationRequest$, type DeleteActivationRequest, type DeleteActivationResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { activationArn } from '../arn'
import { deleteActivation as deleteFromStore } from '../store'

/** Nodes that registered with it stay. */
export const deleteActivation = operation({
  name: 'DeleteActivation',
  access: 'write',
  input: sdkShape<DeleteActivationRequest>(DeleteActivationRequest$),
  resources: (input, ctx) => [activationArn(ctx, input.ActivationId ?? '')],
  async handle(tx, input): Promise<DeleteActivationResult> {
    const id = input.ActivationId ?? ''
    if (!(await deleteFromStore(tx, id))) throw new ApiError('InvalidActivationId', `There is no activation ${id}.`)
    await append(tx, { capability: 'activations', type: 'activation.deleted', resource: id, topics: ['activations'] })
    return {}
  },
})
