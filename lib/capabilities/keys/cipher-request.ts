import { ApiError } from '#lib/vocabulary/api-error'

interface Given {
  DryRun?: boolean | undefined
  EncryptionAlgorithm?: string | undefined
  Recipient?: object | undefined
}

export const algorithm = 'SYMMETRIC_DEFAULT'

/** Every key here is symmetric. */
export function checkCipherRequest({ EncryptionAlgorithm = algorithm, Recipient }: Given): void {
  if (EncryptionAlgorithm !== algorithm) {
    throw new ApiError('InvalidKeyUsageException', `${EncryptionAlgorithm} is not for symmetric keys: use ${algorithm}.`)
  }
  if (Recipient) throw new ApiError('UnsupportedOperationException', 'Nitro enclaves are not supported: leave Recipient out.')
}

/** Called when everything was found to be right. */
export function endDryRun({ DryRun }: Given): void {
  if (DryRun) throw new ApiError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.')
}
