import {
  ModifyDocumentPermissionRequest$,
  type ModifyDocumentPermissionRequest,
  type ModifyDocumentPermissionResponse,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { countOf, settingOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError, validationFailed } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { documentChanged } from '../changes'
import type { SharedVersion, StoredDocument } from '../document'
import { resourceOf } from '../lookup'
import { lockOwn } from '../own-document'
import { countPublic, updateDocument } from '../store/documents'
import { countShares, deleteShares, everybody, isSharedWith, upsertShares } from '../store/shares'

export const modifyDocumentPermission = operation({
  name: 'ModifyDocumentPermission',
  access: 'write',
  input: sdkShape<ModifyDocumentPermissionRequest>(ModifyDocumentPermissionRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input): Promise<ModifyDocumentPermissionResponse> {
    const removed = accountsOf(input.AccountIdsToRemove)
    // To remove goes before to add.
    const added = accountsOf(input.AccountIdsToAdd).filter((account) => !removed.includes(account))
    if (removed.length + added.length === 0) throw validationFailed(['Give AccountIdsToAdd or AccountIdsToRemove'])
    if (added.includes(tx.caller.accountId))
      throw validationFailed(['AccountIdsToAdd: a document cannot be shared with its owner'])
    const document = await lockOwn(tx, input.Name ?? '', 'InvalidDocument')
    if (added.includes(everybody)) await checkPublic(tx, document)
    await deleteShares(tx, document, removed)
    const sharedVersion = sharedVersionOf(input.SharedDocumentVersion)
    await upsertShares(
      tx,
      document,
      added.map((sharedWith) => ({ sharedWith, sharedVersion })),
    )
    await checkCount(tx, document)
    await updateDocument(tx, document, { isPublic: await isSharedWith(tx, document, everybody) })
    await append(tx, documentChanged(document.name, 'shared'))
    return {}
  },
})

function accountsOf(given: readonly string[] | undefined): readonly string[] {
  return [...new Set((given ?? []).map((account) => account.toLowerCase()))]
}

function sharedVersionOf(given: string | undefined): SharedVersion {
  return given === '$LATEST' || given === '$ALL' ? given : '$DEFAULT'
}

async function checkPublic(tx: Ctx, document: StoredDocument): Promise<void> {
  const id = '/ssm/documents/console/public-sharing-permission'
  if ((await settingOf(tx, id)) === 'Disable') {
    throw new ApiError(
      'AccessDeniedException',
      `Public sharing of documents is blocked in this account by the service setting ${id}.`,
    )
  }
  const limit = await countOf(tx, '/quarterdeck/documents/max-public-documents')
  if (document.isPublic || (await countPublic(tx)) < limit) return
  throw new ApiError('DocumentPermissionLimit', `An account can share at most ${limit} documents with everybody.`)
}

async function checkCount(tx: Ctx, document: StoredDocument): Promise<void> {
  const limit = await countOf(tx, '/quarterdeck/documents/max-shared-accounts')
  if ((await countShares(tx, document)) <= limit) return
  throw new ApiError('DocumentPermissionLimit', `A document can be shared with at most ${limit} accounts.`)
}
