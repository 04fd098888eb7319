import { describe, expect, test } from 'vitest'
import { outcomeOf, readImport } from './import-plan'

const json = JSON.stringify({
  schemaVersion: '2.2',
  description: 'Says hello',
  mainSteps: [{ action: 'aws:runShellScript', name: 'run', inputs: { runCommand: ['echo hello'] } }],
})
const yaml = `schemaVersion: '2.2'
mainSteps:
  - name: run
    action: aws:runShellScript
    inputs:
      runCommand: [echo hello]
description: Says hello # in another order
`
const broken = `schemaVersion: '2.2'
mainSteps:
  - name: run
    action: aws:runShelScript
    inputs: {}
`
const runbook = `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs:
      Duration: PT1S
`
const calendar = ['BEGIN:VCALENDAR', 'PRODID:-//X//EN', 'VERSION:2.0', 'X-CALENDAR-TYPE:DEFAULT_OPEN', 'END:VCALENDAR', ''].join(
  '\r\n',
)

describe('a file', () => {
  test.each([
    ['restart.yaml', yaml, { name: 'restart', type: 'Command', format: 'YAML', problems: [] }],
    ['ops/My script (1).json', json, { name: 'My-script-1-', type: 'Command', format: 'JSON', problems: [] }],
    ['wait.yml', runbook, { name: 'wait', type: 'Automation', format: 'YAML', problems: [] }],
    ['noending', json, { name: 'noending', type: 'Command', format: 'JSON', problems: [] }],
    ['freeze.ics', calendar, { name: 'freeze', type: 'ChangeCalendar', format: 'TEXT', problems: [] }],
  ])('%s is read', (file, text, row) => expect(readImport({ file, text })).toMatchObject(row))

  test('that is broken says where', () => {
    const { problems } = readImport({ file: 'broken.yaml', text: broken })
    expect(problems[0]).toMatch(/^line 4: .*runShelScript/)
  })

  test('that is no document at all is an error, and no crash', () => {
    for (const text of ['', '\u0000\u0001', '{', '- a\n- b', 'x: &a [*a]'])
      expect(readImport({ file: 'x.yaml', text }).problems).not.toEqual([])
  })
})

describe('what it would do', () => {
  const row = readImport({ file: 'restart.yaml', text: yaml })
  test.each([
    ['create', undefined, undefined],
    ['same', { text: yaml, type: 'Command' }, undefined],
    ['same', { text: json, type: 'Command' }, undefined],
    ['version', { text: json.replace('hello', 'bye'), type: 'Command' }, undefined],
    ['error', { text: yaml, type: 'Automation' }, undefined],
    ['error', undefined, 'Names have 3 to 128 letters.'],
  ])('is %s', (outcome, stored, nameProblem) => expect(outcomeOf(row, stored, nameProblem).outcome).toBe(outcome))

  test('is nothing for a broken file, whatever is stored', () => {
    const bad = readImport({ file: 'broken.yaml', text: broken })
    expect(outcomeOf(bad, { text: broken, type: 'Command' }, undefined)).toMatchObject({
      outcome: 'error',
      why: expect.stringMatching(/^line 4/) as string,
    })
  })
})
