import { describeDocument } from './operations/describe-document'
import { getDocument } from './operations/get-document'
import { listDocuments } from './operations/list-documents'

export const documentOperations = [getDocument, describeDocument, listDocuments] as const
