import { expect, test } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { trialText } from './trial-text'

const text = `schemaVersion: "2.2"
parameters: { a: { type: String, default: x } }
mainSteps:
  - { action: 'aws:runShellScript', name: one, inputs: { runCommand: [echo 1] } }
  - { action: 'aws:runShellScript', name: two, inputs: { runCommand: [echo 2] } }
  - { action: 'aws:runShellScript', name: three, inputs: { runCommand: [echo 3] } }
`
const workspace = { now: () => text, current: () => parseDocument(text), format: 'YAML' as const, selected: 'two' }
const stepsOf = (extent: 'upTo' | 'only') =>
  JSON.parse(trialText(workspace, extent).Content).mainSteps.map(({ name }: { name: string }) => name)

test('takes the text as it is, the steps up to the chosen one, or that one alone', () => {
  expect(trialText(workspace, 'all')).toEqual({ Content: text, DocumentFormat: 'YAML' })
  expect(stepsOf('upTo')).toEqual(['one', 'two'])
  expect(stepsOf('only')).toEqual(['two'])
  expect(JSON.parse(trialText(workspace, 'only').Content).parameters).toEqual({ a: { type: 'String', default: 'x' } })
})
