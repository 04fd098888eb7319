import { expect, test } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { canonicalText } from './convert'
import { formatDocument } from './format'
import { readCorpus } from './testing/corpus'

test('YAML gets its usual indentation and keeps its comments', () => {
  const text = '# why\nschemaVersion:   "2.2"\nmainSteps:\n    -   name: a # first\n        action: aws:sleep\n'
  expect(formatDocument(parseDocument(text))).toBe(
    '# why\nschemaVersion: "2.2"\nmainSteps:\n  - name: a # first\n    action: aws:sleep\n',
  )
})

test('JSON is printed with two spaces, keys in their order', () => {
  expect(formatDocument(parseDocument('{"b":1,"a":[1,2]}'))).toBe('{\n  "b": 1,\n  "a": [\n    1,\n    2\n  ]\n}\n')
})

test('text that does not read stays as it is', () => {
  expect(formatDocument(parseDocument('{"a": '))).toBeUndefined()
})

test('means the same before and after, and twice is once', () => {
  for (const { text } of readCorpus()) {
    const formatted = formatDocument(parseDocument(text))
    if (formatted === undefined) continue
    expect(canonicalText(formatted)).toBe(canonicalText(text))
    expect(formatDocument(parseDocument(formatted))).toBe(formatted)
  }
})
