import { expect, test } from 'vitest'
import { draftHref, draftLabel, isUnnamed } from './draft-words'

test.each([
  ['restart-web', 'current', 'restart-web', '/documents/restart-web/edit'],
  ['restart-web', 'behind', 'restart-web, a newer version was saved since', '/documents/restart-web/edit'],
  ['restart-web', 'deleted', 'restart-web, the document was deleted', '/documents/restart-web/edit'],
  ['unnamed.Command', 'current', 'New Command document', '/documents/new?type=Command'],
] as const)('the draft of %s, %s, reads %s', (Name, State, label, href) => {
  const draft = { Name, State, DocumentType: 'Command' }
  expect([draftLabel(draft), draftHref(draft)]).toEqual([label, href])
})

test('only the name of a draft without a name is no name of a document', () => {
  expect(['unnamed.Command', 'unnamed.Automation.ChangeTemplate', 'unnamed', 'my.unnamed.Command'].map(isUnnamed)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
