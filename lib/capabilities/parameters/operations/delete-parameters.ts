import { DeleteParametersRequest$, type DeleteParametersRequest, type DeleteParametersResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { wholeKey } from '../find'
import { removeParameters } from '../removal'

export const deleteParameters = operation({
  name: 'DeleteParameters',
  access: 'write',
  input: sdkShape<DeleteParametersRequest>(DeleteParametersRequest$),
  resources: (input, ctx) => (input.Names ?? []).map((name) => arnOf(ctx, name)),
  async handle(tx, input): Promise<DeleteParametersResult> {
    const named = [...new Set(input.Names)].map((name) => ({ name, key: wholeKey(name) }))
    const keys = named.flatMap(({ key }) => (key === undefined ? [] : [key]))
    // In one order, so that two callers with the same names cannot wait for each other.
    const removed = await removeParameters(
      tx,
      [...new Set(keys)].sort((one, other) => (one < other ? -1 : 1)),
    )
    const wasThere = ({ key }: { key: string | undefined }) => key !== undefined && removed.has(key)
    return {
      DeletedParameters: named.filter(wasThere).map(({ name }) => name),
      InvalidParameters: named.filter((one) => !wasThere(one)).map(({ name }) => name),
    }
  },
})
