import { expect, test } from 'vitest'
import { cloneName, cloneRequest, nameProblem } from './clone'

test.each([
  ['AWS-RunShellScript', 'RunShellScript-copy'],
  ['Quarterdeck-Diagnostics', 'Diagnostics-copy'],
  ['restart-web', 'restart-web-copy'],
  ['x'.repeat(128), `${'x'.repeat(123)}-copy`],
])('a copy of %s is first called %s', (name, copy) => {
  expect(cloneName(name)).toBe(copy)
  expect(nameProblem(copy)).toBeUndefined()
})

test.each(['ab', 'a b c', 'aws-thing', 'Amazon-thing', 'x'.repeat(129)])('%s is no name', (name) =>
  expect(nameProblem(name)).toBeDefined(),
)

test('a copy keeps text, format, type and target type', () => {
  expect(
    cloneRequest(
      'copy',
      { Content: 'x', DocumentFormat: 'YAML', DocumentType: 'Command' },
      { TargetType: '/', DisplayName: undefined },
    ),
  ).toEqual({ Name: 'copy', Content: 'x', DocumentFormat: 'YAML', DocumentType: 'Command', TargetType: '/' })
})

test('the name of a draft without a name is no name for a document', () => {
  expect(nameProblem('unnamed.Command')).toMatch(/drafts/)
  expect(nameProblem('unnamed')).toBeUndefined()
})
