import { EncryptRequest$, type EncryptRequest, type EncryptResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { algorithm, checkCipherRequest, endDryRun } from '../cipher-request'
import { keyArn, resourceOf } from '../lookup'
import { seal } from '../sealing'
import { kmsShape } from '../shape'

export const encrypt = operation({
  service: 'kms',
  name: 'Encrypt',
  access: 'read',
  input: kmsShape<EncryptRequest>(EncryptRequest$),
  secretMembers: ['Plaintext'],
  resources: (input, ctx) => [resourceOf(ctx, input.KeyId)],
  async handle(ctx, input): Promise<EncryptResponse> {
    checkCipherRequest(input)
    const { KeyId = '', Plaintext: plain = new Uint8Array(), EncryptionContext: context } = input
    const { sealed, keyId } = await seal(ctx, KeyId, { plain, context })
    endDryRun(input)
    return { CiphertextBlob: sealed, KeyId: keyArn(ctx, keyId), EncryptionAlgorithm: algorithm }
  },
})
