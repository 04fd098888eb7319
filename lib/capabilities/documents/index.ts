export { openAttachment } from './attachments/delivery'
export { requireCommandDocument, type RunnableDocument } from './command-document'
export { holdDocument, releaseDocuments } from './store/uses'
export { storeTrial } from './trial'
