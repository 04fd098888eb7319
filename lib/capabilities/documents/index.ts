export { type DocumentReference, requireCommandDocument, type RunnableDocument } from './command-document'
