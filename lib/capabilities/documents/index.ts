export { requireCommandDocument, type RunnableDocument } from './command-document'
export { openAttachment } from './attachments/delivery'
export { holdDocument, releaseDocuments } from './store/uses'
