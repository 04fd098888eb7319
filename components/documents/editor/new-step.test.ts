import { expect, test } from 'vitest'
import { addStep } from '#lib/capabilities/documents/model/language/edit/step-edits'
import { stepLanguages } from '#lib/capabilities/documents/model/language/description/steps'
import { applyEdits, invertEdits } from '#lib/vocabulary/document-tree/text-edit'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { newStepOf } from './new-step'
import { templateOf } from './templates'

const families = [
  ['Command', 'command'],
  ['Automation', 'automation'],
] as const

test.each(families)('every action can be added to a %s document, reads, and is undone to the same bytes', (type, family) => {
  const { text } = templateOf(type)
  for (const action of stepLanguages[family].actions.values()) {
    const step = newStepOf(action, family, new Set(['sayHello', 'waitAMoment']))
    const edits = addStep(parseDocument(text), { after: undefined, step }) ?? []
    const added = applyEdits(text, edits)
    expect(added).toContain(action.name)
    expect(parseDocument(added).problems).toEqual([])
    expect(applyEdits(added, invertEdits(text, edits))).toBe(text)
  }
})

test('a name that is taken gets a number', () => {
  const action = stepLanguages.command.actions.get('aws:runShellScript')
  const step = action && newStepOf(action, 'command', new Set(['runShellScript', 'runShellScript2']))
  expect(step).toEqual({ action: 'aws:runShellScript', name: 'runShellScript3', inputs: { runCommand: [''] } })
})
