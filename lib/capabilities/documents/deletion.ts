/** What stands against deleting a document or a version, and the deletion itself. */
import { append } from '#lib/capabilities/events/index'
import { forgetDocumentUses } from '#lib/capabilities/parameters/index'
import { forgetTaggable } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { deleteBlobsJob } from './attachments/fetch'
import { documentChanged } from './changes'
import type { DocumentVersion, StoredDocument } from './document'
import { describeUses } from './model/uses'
import { deleteAttachments } from './store/attachments'
import { deleteDocument as deleteRows, listRequiring, updateDocument } from './store/documents'
import { deleteFavouritesOf } from './store/favourites'
import { deleteReviews } from './store/reviews'
import { countShares } from './store/shares'
import { deleteUses, listUses } from './store/uses'
import { deleteVersion, findLatestNumber } from './store/versions'

const looked = 20

export async function deleteOneVersion(
  tx: Ctx,
  document: StoredDocument,
  { version, force }: { version: DocumentVersion; force: boolean },
) {
  if (version.version === document.defaultVersion) {
    throw new ApiError(
      'InvalidDocumentOperation',
      `Default version of the document can't be deleted. Make another version the default, or delete the document with all its versions.`,
    )
  }
  const isLatest = version.version === document.latestVersion
  if (!force) await refuseUsed(tx, document, [String(version.version), ...(isLatest ? ['$LATEST'] : [])])
  await forgetContent(tx, document, version.version)
  await deleteVersion(tx, document, version.version)
  await updateDocument(tx, document, { latestVersion: await findLatestNumber(tx, document) })
  await append(tx, documentChanged(document.name, 'version-deleted', version.version))
}

export async function deleteWhole(tx: Ctx, document: StoredDocument, { force }: { force: boolean }): Promise<void> {
  await refuseShared(tx, document)
  if (!force) {
    if (document.type === 'ApplicationConfigurationSchema')
      throw cannot(document, 'a document of its type is deleted only with Force')
    await refuseRequired(tx, document)
    await refuseUsed(tx, document, undefined)
  }
  await forgetContent(tx, document, undefined)
  await deleteUses(tx, document)
  await deleteFavouritesOf(tx, document)
  await deleteRows(tx, document)
  await forgetTaggable(tx, { type: 'Document', id: document.name })
  await append(tx, documentChanged(document.name, 'deleted'))
}

async function forgetContent(tx: Ctx, document: StoredDocument, version: number | undefined): Promise<void> {
  const blobKeys = await deleteAttachments(tx, document, version)
  if (blobKeys.length > 0) await tx.jobs.add(tx, { kind: deleteBlobsJob, payload: { blobKeys } })
  await deleteReviews(tx, document, version)
  await forgetDocumentUses(tx, document.name, version)
}

async function refuseShared(tx: Ctx, document: StoredDocument): Promise<void> {
  if ((await countShares(tx, document)) === 0) return
  throw cannot(document, 'it is still shared. Stop sharing it with ModifyDocumentPermission first')
}

async function refuseRequired(tx: Ctx, document: StoredDocument): Promise<void> {
  const names = await listRequiring(tx, document, looked)
  if (names.length > 0) throw cannot(document, `it is required by ${names.join(', ')}. Delete those first, or give Force`)
}

async function refuseUsed(tx: Ctx, document: StoredDocument, versions: readonly string[] | undefined): Promise<void> {
  const uses = await listUses(tx, document, { versions, limit: looked })
  if (uses.length === 0) return
  const isAssociated = uses.some(({ kind }) => kind === 'association')
  const code = isAssociated ? 'AssociatedInstances' : 'InvalidDocumentOperation'
  throw cannot(document, `it is in use by ${describeUses(uses, looked)}. End those first, or give Force`, code)
}

function cannot({ name }: StoredDocument, reason: string, code = 'InvalidDocumentOperation'): ApiError {
  return new ApiError(code, `Document ${name} cannot be deleted: ${reason}.`)
}
