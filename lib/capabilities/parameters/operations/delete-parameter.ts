import { DeleteParameterRequest$, type DeleteParameterRequest, type DeleteParameterResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { notFound, wholeKey } from '../find'
import { removeParameters } from '../removal'

export const deleteParameter = operation({
  name: 'DeleteParameter',
  access: 'write',
  input: sdkShape<DeleteParameterRequest>(DeleteParameterRequest$),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(tx, input): Promise<DeleteParameterResult> {
    const key = wholeKey(input.Name ?? '')
    const removed = await removeParameters(tx, key === undefined ? [] : [key])
    if (removed.size === 0) throw notFound(input.Name ?? '')
    return {}
  },
})
