export { requireCommandDocument, type RunnableDocument } from './command-document'
