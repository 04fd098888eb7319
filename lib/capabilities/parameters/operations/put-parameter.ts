import { PutParameterRequest$, type PutParameterRequest, type PutParameterResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { putParameter as put } from '../put'

export const putParameter = operation({
  name: 'PutParameter',
  access: 'write',
  input: sdkShape<PutParameterRequest>(PutParameterRequest$),
  secretMembers: ['Value'],
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(tx, input): Promise<PutParameterResult> {
    const { version, tier } = await put(tx, input)
    return { Version: version, Tier: tier }
  },
})
