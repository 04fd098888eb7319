export { checkSealedValues } from './check-sealed'
export { referencesIn, replaceReferences, type StoredReference } from './model/references'
export { resolveReferences } from './resolve'
export { forgetDocumentUses, noteDocumentUses, noteUses } from './uses'
