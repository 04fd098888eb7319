import { DescribeKeyRequest$, type DescribeKeyRequest, type DescribeKeyResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { requireKey, resourceOf } from '../lookup'
import { kmsShape } from '../shape'
import { wireKey } from '../wire'

export const describeKey = operation({
  service: 'kms',
  name: 'DescribeKey',
  access: 'read',
  input: kmsShape<DescribeKeyRequest>(DescribeKeyRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<DescribeKeyResponse> {
    return { KeyMetadata: await wireKey(ctx, await requireKey(ctx, input.KeyId ?? '')) }
  },
})
