import { ReEncryptRequest$, type ReEncryptRequest, type ReEncryptResponse } from '@aws-sdk/client-kms'
import { operation } from '#lib/api/operation'
import { algorithm, checkCipherRequest, endDryRun } from '../cipher-request'
import { keyArn, resourceOf } from '../lookup'
import { openNamed } from '../named-key'
import { seal } from '../sealing'
import { kmsShape } from '../shape'

export const reEncrypt = operation({
  service: 'kms',
  name: 'ReEncrypt',
  access: 'read',
  input: kmsShape<ReEncryptRequest>(ReEncryptRequest$),
  // By mistake it may be what was meant to be encrypted.
  secretMembers: ['CiphertextBlob'],
  resources: (input, ctx) => [resourceOf(ctx, input.DestinationKeyId), resourceOf(ctx, input.SourceKeyId)],
  async handle(ctx, input): Promise<ReEncryptResponse> {
    checkCipherRequest({ EncryptionAlgorithm: input.SourceEncryptionAlgorithm })
    checkCipherRequest({ EncryptionAlgorithm: input.DestinationEncryptionAlgorithm })
    const { CiphertextBlob = new Uint8Array(), SourceKeyId, DestinationKeyId = '' } = input
    const source = { sealed: CiphertextBlob, context: input.SourceEncryptionContext }
    const { plain, keyId: sourceKeyId } = await openNamed(ctx, SourceKeyId, source)
    const { sealed, keyId } = await seal(ctx, DestinationKeyId, { plain, context: input.DestinationEncryptionContext })
    plain.fill(0)
    endDryRun(input)
    return {
      CiphertextBlob: sealed,
      SourceKeyId: keyArn(ctx, sourceKeyId),
      KeyId: keyArn(ctx, keyId),
      SourceEncryptionAlgorithm: algorithm,
      DestinationEncryptionAlgorithm: algorithm,
    }
  },
})
