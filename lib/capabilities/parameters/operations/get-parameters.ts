import { GetParametersRequest$, type GetParametersRequest, type GetParametersResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { findReferenced } from '../find'
import { wireValue } from '../wire'

/** Sorted by name; what is not there comes back as it was asked for. */
export const getParameters = operation({
  name: 'GetParameters',
  access: 'read',
  input: sdkShape<GetParametersRequest>(GetParametersRequest$),
  resources: (input, ctx) => (input.Names ?? []).map((name) => arnOf(ctx, name)),
  async handle(ctx, input): Promise<GetParametersResult> {
    const names = [...new Set(input.Names)]
    const looked = await Promise.all(
      names.map(async (name) => ({ name, found: await findReferenced(ctx, name, 'GetParameters') })),
    )
    const decrypt = input.WithDecryption ?? false
    const Parameters = await Promise.all(
      looked.flatMap(({ found }) =>
        found.kind === 'found'
          ? [wireValue(ctx, found.stored, { accountId: found.accountId, decrypt, selector: found.reference.selector })]
          : [],
      ),
    )
    return {
      Parameters: Parameters.sort((one, other) => ((one.Name ?? '') < (other.Name ?? '') ? -1 : 1)),
      InvalidParameters: looked.filter(({ found }) => found.kind === 'missing').map(({ name }) => name),
    }
  },
})
