import { CreateKeyRequest$, type CreateKeyRequest, type CreateKeyResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { makeKey } from '../key-making'
import { tagsOf } from '../key-tags'
import { kmsShape } from '../shape'
import { wireKey } from '../wire'

export const createKey = operation({
  service: 'kms',
  name: 'CreateKey',
  access: 'write',
  input: kmsShape<CreateKeyRequest>(CreateKeyRequest$),
  resources: () => ['*'],
  async handle(tx, input): Promise<CreateKeyResponse> {
    checkKind(input)
    const key = await makeKey(tx, {
      description: input.Description ?? '',
      policy: input.Policy ?? null,
      tags: tagsOf(input.Tags),
    })
    return { KeyMetadata: await wireKey(tx, key) }
  },
})

function checkKind({
  KeyUsage,
  KeySpec,
  CustomerMasterKeySpec,
  Origin,
  MultiRegion,
  CustomKeyStoreId,
  XksKeyId,
}: CreateKeyRequest) {
  const spec = KeySpec ?? CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT'
  const wrong =
    (spec !== 'SYMMETRIC_DEFAULT' && `KeySpec ${spec}`) ||
    (KeyUsage !== undefined && KeyUsage !== 'ENCRYPT_DECRYPT' && `KeyUsage ${KeyUsage}`) ||
    (Origin !== undefined && Origin !== 'AWS_KMS' && `Origin ${Origin}`) ||
    (MultiRegion === true && 'MultiRegion') ||
    ((CustomKeyStoreId ?? XksKeyId) !== undefined && 'a custom key store')
  if (wrong === false) return
  throw new ApiError(
    'UnsupportedOperationException',
    `${wrong} is not supported: keys here are symmetric, made here, and encrypt.`,
  )
}
