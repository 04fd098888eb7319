import { checkDocument } from './operations/check-document'
import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { deleteDocumentDraft } from './operations/delete-document-draft'
import { deleteFavouriteDocument } from './operations/delete-favourite-document'
import { describeDocument } from './operations/describe-document'
import { describeDocumentPermission } from './operations/describe-document-permission'
import { getDocument } from './operations/get-document'
import { getDocumentDraft } from './operations/get-document-draft'
import { getDocumentTrial } from './operations/get-document-trial'
import { getManifest } from './operations/get-manifest'
import { listDocumentDrafts } from './operations/list-document-drafts'
import { listDocumentMetadataHistory } from './operations/list-document-metadata-history'
import { listDocumentVersions } from './operations/list-document-versions'
import { listDocumentUses } from './operations/list-document-uses'
import { listDocuments } from './operations/list-documents'
import { listFavouriteDocuments } from './operations/list-favourite-documents'
import { modifyDocumentPermission } from './operations/modify-document-permission'
import { putDocumentDraft } from './operations/put-document-draft'
import { putConfigurePackageResult } from './operations/put-configure-package-result'
import { putFavouriteDocument } from './operations/put-favourite-document'
import { updateDocument } from './operations/update-document'
import { updateDocumentDefaultVersion } from './operations/update-document-default-version'
import { updateDocumentMetadata } from './operations/update-document-metadata'

export const documentOperations = [
  createDocument,
  getDocument,
  describeDocument,
  updateDocument,
  updateDocumentDefaultVersion,
  updateDocumentMetadata,
  deleteDocument,
  listDocuments,
  listDocumentVersions,
  listDocumentMetadataHistory,
  describeDocumentPermission,
  modifyDocumentPermission,
  putDocumentDraft,
  getDocumentDraft,
  deleteDocumentDraft,
  listDocumentDrafts,
  listDocumentUses,
  checkDocument,
  getDocumentTrial,
  getManifest,
  putConfigurePackageResult,
  listFavouriteDocuments,
  putFavouriteDocument,
  deleteFavouriteDocument,
] as const
