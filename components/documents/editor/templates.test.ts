import { expect, test } from 'vitest'
import { documentTypes } from '#lib/capabilities/documents/model/language/description/document-types'
import { validateDocument } from '#lib/capabilities/documents/model/language/validate/validate-document'
import { newTypes, templateOf } from './templates'

test.each(documentTypes)('what a new %s starts as would be accepted', (type) => {
  const { text, format } = templateOf(type)
  expect(validateDocument(text, { type, format }).findings.filter(({ severity }) => severity !== 'hint')).toEqual([])
})

test('every type can be begun', () => {
  expect(newTypes.toSorted()).toEqual(documentTypes.toSorted())
})
