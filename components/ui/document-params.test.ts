import { expect, test } from 'vitest'
import { readDocumentForm } from './document-params'

test('reads what a document declares of its parameters', () => {
  const content = JSON.stringify({
    schemaVersion: '2.2',
    description: 'Runs a script.',
    parameters: {
      commands: { type: 'StringList', minItems: 1 },
      mode: { type: 'String', default: 'soft', allowedValues: ['soft', 'hard'], allowedPattern: '^[a-z]+$', maxChars: '10' },
    },
  })
  const form = readDocumentForm(content)
  expect(form.description).toBe('Runs a script.')
  expect(form.specs).toMatchObject([
    { name: 'commands', type: 'StringList', minItems: 1 },
    { name: 'mode', default: 'soft', allowedValues: ['soft', 'hard'], maxChars: 10 },
  ])
})

test.each(['', '{broken', '[]', '{"parameters":7}'])('content %j has no parameters', (content) => {
  expect(readDocumentForm(content).specs).toEqual([])
})
