import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { describeDocument } from './operations/describe-document'
import { getDocument } from './operations/get-document'
import { listDocumentVersions } from './operations/list-document-versions'
import { listDocuments } from './operations/list-documents'
import { updateDocument } from './operations/update-document'
import { updateDocumentDefaultVersion } from './operations/update-document-default-version'

export const documentOperations = [
  createDocument,
  getDocument,
  describeDocument,
  updateDocument,
  updateDocumentDefaultVersion,
  deleteDocument,
  listDocuments,
  listDocumentVersions,
] as const
