import { expect, test } from 'vitest'
import { readDocument } from './read-document'
import { askedOf, findingsFrom } from './server-findings'

const text = `schemaVersion: "0.3"
mainSteps:
  - name: one
    action: aws:executeAutomation
    inputs: { DocumentName: gone }
  - name: two
    action: aws:executeAutomation
    inputs: { DocumentName: gone }
  - name: three
    action: aws:executeScript
    inputs: { Runtime: python3.11, Handler: run, Script: "", Attachment: tools.zip }
`
const kind = { type: 'Automation', format: 'YAML' } as const

test('a name is asked about once, and told at every place where it stands now', () => {
  const { asked } = askedOf(readDocument(text, kind).parsed)
  expect(asked).toEqual({ documents: [{ Name: 'gone', Type: 'Automation' }], attachments: ['tools.zip'] })
  const moved = readDocument(`# a line more\n${text}`, kind)
  const problems = [
    { Kind: 'NoDocument' as const, Index: 0, Message: 'There is none.' },
    { Kind: 'NoAttachment' as const, Index: 0, Message: 'Nor that.' },
    { Kind: 'LimitReached' as const, Message: 'Too many.' },
    { Kind: 'NameTaken' as const, Message: 'Is told at the name.' },
  ]
  const found = findingsFrom(moved, askedOf(moved.parsed), { of: { ...asked, name: '', isNew: true }, problems })
  expect(found.map(({ code, severity, line, path }) => [code, severity, line, path])).toEqual([
    ['noSuchDocument', 'warning', 6, 'mainSteps[0].inputs.DocumentName'],
    ['noSuchDocument', 'warning', 9, 'mainSteps[1].inputs.DocumentName'],
    ['noSuchAttachment', 'warning', 12, 'mainSteps[2].inputs.Attachment'],
    ['limitReached', 'error', 1, ''],
  ])
})

test('an answer about names that are gone from the text is no finding', () => {
  const other = readDocument(text.replaceAll('gone', 'here'), kind)
  const of = { documents: [{ Name: 'gone', Type: 'Automation' }], attachments: [], name: '', isNew: false }
  expect(findingsFrom(other, askedOf(other.parsed), { of, problems: [{ Kind: 'NoDocument', Index: 0, Message: 'x' }] })).toEqual(
    [],
  )
})
