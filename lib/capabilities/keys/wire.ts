import type { KeyMetadata } from '@aws-sdk/client-kms'
import type { Ctx } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { decodeNextToken, type Page, pageOf } from '#lib/vocabulary/paging'
import { keyArn } from './lookup'
import { findVersion, type Key } from './store'

export async function wireKey(ctx: Ctx, key: Key): Promise<KeyMetadata> {
  const version = await findVersion(ctx, key.keyId, key.version)
  return {
    AWSAccountId: key.accountId,
    KeyId: key.keyId,
    Arn: keyArn(ctx, key.keyId),
    CreationDate: key.createdAt,
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: key.state,
    DeletionDate: key.deletionAt ?? undefined,
    PendingDeletionWindowInDays: key.deletionDays ?? undefined,
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
    CurrentKeyMaterialId: version?.materialId,
  }
}

const byDefault = 100

/** `read` is asked for one row more than the page has. */
export async function markedPage<Row>(
  { Marker, Limit }: { Marker?: string | undefined; Limit?: number | undefined },
  list: { purpose: string; keyOf(row: Row): string; read(after: string | undefined, limit: number): Promise<readonly Row[]> },
): Promise<Page<Row>> {
  const limit = Limit ?? byDefault
  const rows = await list.read(afterOf(list.purpose, Marker), limit + 1)
  return pageOf(list.purpose, rows, { limit, key: (row) => [list.keyOf(row)] })
}

function afterOf(purpose: string, marker: string | undefined): string | undefined {
  try {
    return decodeNextToken(purpose, marker, ['text'])?.[0]
  } catch (thrown) {
    if (!isApiError(thrown)) throw thrown
    throw new ApiError('InvalidMarkerException', 'The marker is not one that this operation gave out.')
  }
}
