import { GetParameterRequest$, type GetParameterRequest, type GetParameterResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { findReferenced } from '../find'
import { wireValue } from '../wire'

export const getParameter = operation({
  name: 'GetParameter',
  access: 'read',
  input: sdkShape<GetParameterRequest>(GetParameterRequest$),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(ctx, input): Promise<GetParameterResult> {
    const found = await findReferenced(ctx, input.Name ?? '', 'GetParameter')
    if (found.kind === 'missing') throw found.problem
    const { stored, accountId, reference } = found
    const wanted = { accountId, decrypt: input.WithDecryption ?? false, selector: reference.selector }
    return { Parameter: await wireValue(ctx, stored, wanted) }
  },
})
