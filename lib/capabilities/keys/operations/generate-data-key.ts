import { randomBytes } from 'node:crypto'
import { GenerateDataKeyRequest$, type GenerateDataKeyRequest, type GenerateDataKeyResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { checkCipherRequest, endDryRun } from '../cipher-request'
import { keyArn, resourceOf } from '../lookup'
import { seal } from '../sealing'
import { kmsShape } from '../shape'

export const generateDataKey = operation({
  service: 'kms',
  name: 'GenerateDataKey',
  access: 'read',
  input: kmsShape<GenerateDataKeyRequest>(GenerateDataKeyRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<GenerateDataKeyResponse> {
    checkCipherRequest({ Recipient: input.Recipient })
    const plain = randomBytes(lengthOf(input))
    const { sealed, keyId } = await seal(ctx, input.KeyId ?? '', { plain, context: input.EncryptionContext })
    endDryRun(input)
    return { CiphertextBlob: sealed, Plaintext: plain, KeyId: keyArn(ctx, keyId) }
  },
})

const lengths = { AES_256: 32, AES_128: 16 } as const

function lengthOf({ KeySpec, NumberOfBytes }: GenerateDataKeyRequest): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined))
    throw new ApiError('ValidationException', 'Please specify either number of bytes or key spec.')
  return NumberOfBytes ?? lengths[KeySpec ?? 'AES_256']
}
