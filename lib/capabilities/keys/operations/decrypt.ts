import { DecryptRequest$, type DecryptRequest, type DecryptResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { algorithm, checkCipherRequest, endDryRun } from '../cipher-request'
import { keyArn } from '../lookup'
import { openNamed } from '../named-key'
import { headOf } from '../envelope'
import { kmsShape } from '../shape'

export const decrypt = operation({
  service: 'kms',
  name: 'Decrypt',
  access: 'read',
  input: kmsShape<DecryptRequest>(DecryptRequest$),
  // By mistake it may be what was meant to be encrypted.
  secretMembers: ['CiphertextBlob'],
  resources: ({ CiphertextBlob }, ctx) => {
    const head = CiphertextBlob && headOf(CiphertextBlob)
    return [head ? keyArn(ctx, head.keyId) : '*']
  },
  async handle(ctx, input): Promise<DecryptResponse> {
    checkCipherRequest(input)
    const { CiphertextBlob: sealed = new Uint8Array(), KeyId: named, EncryptionContext: context } = input
    const { plain, keyId, materialId } = await openNamed(ctx, named, { sealed, context })
    endDryRun(input)
    return { KeyId: keyArn(ctx, keyId), Plaintext: plain, EncryptionAlgorithm: algorithm, KeyMaterialId: materialId }
  },
})
