import { describe, expect, it } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { stepLanguages } from '../description/steps'
import { completionsAt } from './completion'
import { definitionAt, hoverAt, stepAround } from './hover'

/** `|` marks the cursor. */
function at(marked: string): [string, number] {
  const offset = marked.indexOf('¦')
  return [marked.replace('¦', ''), offset]
}
const labels = (marked: string): string[] => completionsAt(...at(marked)).map(({ label }) => label)
const applied = (marked: string, label: string): string => {
  const [text, offset] = at(marked)
  const chosen = completionsAt(text, offset).find((one) => one.label === label)
  return chosen ? text.slice(0, chosen.replace.start) + chosen.insert + text.slice(chosen.replace.end) : ''
}

const top =
  "schemaVersion: '0.3'\nparameters:\n  Id: {type: String, description: An id.}\nvariables: {n: {type: Integer}}\nmainSteps:\n- name: one\n  action: aws:createImage\n  inputs: {InstanceId: i, ImageName: n}\n"

describe('hovering', () => {
  const families = [
    ['automation', '0.3'],
    ['command', '2.2'],
  ] as const
  it.each(families)(
    'explains every action of the family %s, each of its inputs and what every step may have',
    (family, version) => {
      const { actions, members } = stepLanguages[family]
      for (const action of actions.values()) {
        const inputs = Object.entries(action.inputs.members)
        const own = Object.entries(members).filter(([name]) => name !== 'inputs' && name !== 'action' && name !== 'name')
        const head = `schemaVersion: '${version}'\nmainSteps:\n- name: one\n  action: ${action.name}\n`
        const text = `${head}${own.map(([name]) => `  ${name}: x\n`).join('')}  inputs:\n${inputs.map(([name]) => `    ${name}: x\n`).join('')}`
        expect(hoverAt(text, text.indexOf('action:') + 'action: '.length + 1)?.text, action.name).toContain(action.summary)
        const places = [...own.map((one) => ['  ', one] as const), ...inputs.map((one) => ['    ', one] as const)]
        for (const [indent, [name, spec]] of places) {
          const place = text.indexOf(`\n${indent}${name}: x`) + indent.length + 2
          expect(hoverAt(text, place)?.text, `${action.name} ${name}`).toContain(spec.description)
        }
      }
    },
  )
})

describe('completion', () => {
  it.each<[string, string, string[]]>([
    ['keys of the document', "schemaVersion: '0.3'\n¦", ['mainSteps', 'description', 'assumeRole', 'parameters']],
    ['keys that have begun', "schemaVersion: '0.3'\ndesc¦", ['description']],
    ['keys of a step', `${top}- name: two\n  ¦`, ['action', 'inputs', 'onFailure', 'isEnd']],
    ['keys of a new step', `${top}- ¦`, ['name', 'action']],
    ['actions', `${top}- name: two\n  action: ¦`, ['aws:approve', 'aws:waitForAwsResourceProperty']],
    ['actions that have begun', `${top}- name: two\n  action: aws:exec¦`, ['aws:executeScript']],
    ['inputs of the action', `${top}- name: two\n  action: aws:sleep\n  inputs:\n    ¦`, ['Duration', 'Timestamp']],
    [
      'allowed values',
      `${top}- name: two\n  action: aws:changeInstanceState\n  inputs:\n    DesiredState: ¦`,
      ['running', 'stopped', 'terminated'],
    ],
    ['true and false', `${top}- name: two\n  action: aws:pause\n  isEnd: ¦`, ['true', 'false']],
    ['steps', `${top}- name: two\n  action: aws:pause\n  nextStep: ¦`, ['one']],
    ['what follows a failure', `${top}- name: two\n  action: aws:pause\n  onFailure: ¦`, ['Abort', 'Continue', 'step:one']],
    [
      'operators',
      `${top}- name: two\n  action: aws:branch\n  inputs:\n    Choices:\n    - NextStep: one\n      ¦`,
      ['Variable', 'StringEquals', 'And'],
    ],
    ['variables to update', `${top}- name: two\n  action: aws:updateVariable\n  inputs:\n    Name: ¦`, ['variable:n']],
    [
      'references',
      `${top}- name: two\n  action: aws:deleteImage\n  inputs:\n    ImageId: '{{ ¦'`,
      ['one.ImageId', 'Id', 'variable:n', 'global:DATE'],
    ],
    [
      'references with open quotes',
      `${top}- name: two\n  action: aws:deleteImage\n  inputs:\n    ImageId: "{{ on¦\n`,
      ['one.ImageId', 'Id'],
    ],
    ['plugins', "schemaVersion: '2.2'\nmainSteps:\n- action: ¦", ['aws:runShellScript']],
    [
      'inputs of plugins',
      "schemaVersion: '2.2'\nmainSteps:\n- action: aws:downloadContent\n  name: a\n  inputs: {¦}",
      ['sourceType', 'sourceInfo', 'onFailure'],
    ],
    ['keys in JSON', '{"schemaVersion": "0.3", ¦}', ['mainSteps', 'description']],
    ['keys in JSON, quoted', '{"schemaVersion": "0.3", "¦"}', ['mainSteps', 'description']],
    ['values in JSON', '{"schemaVersion": "0.3", "mainSteps": [{"name": "a", "action": ¦}]}', ['aws:pause']],
    ['values in JSON, quoted', '{"schemaVersion": "0.3", "mainSteps": [{"name": "a", "action": "aws:¦"}]}', ['aws:pause']],
    [
      'references in JSON',
      '{"schemaVersion": "2.2", "parameters": {"x": {"type": "String"}}, "mainSteps": [{"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": ["{{¦"]}}]}',
      ['x'],
    ],
    ['plugins of schema 1.2', "schemaVersion: '1.2'\nruntimeConfig:\n  ¦", ['aws:runShellScript']],
    ['session types', "schemaVersion: '1.0'\nsessionType: ¦", ['Standard_Stream', 'Port']],
    ['types of parameters', "schemaVersion: '2.2'\nparameters:\n  a:\n    type: ¦", ['String', 'StringList']],
    [
      'steps of the loop only',
      `${top}- name: l\n  action: aws:loop\n  inputs:\n    Iterators: [a]\n    Steps:\n    - {name: x, action: aws:pause}\n    - name: y\n      action: aws:pause\n      nextStep: ¦`,
      ['x'],
    ],
  ])('knows %s', (_name, marked, expected) => expect(labels(marked)).toEqual(expect.arrayContaining(expected)))

  it('offers no key twice, and of the wrong place nothing', () => {
    expect(labels("schemaVersion: '0.3'\n¦")).not.toContain('schemaVersion')
    expect(labels(`${top}- name: two\n  action: aws:pause\n  nextStep: ¦`)).not.toContain('two')
    expect(
      labels(
        "schemaVersion: '0.3'\nmainSteps:\n- name: a\n  action: aws:deleteImage\n  inputs: {ImageId: '{{ ¦'}\n- {name: b, action: aws:createImage}\n",
      ),
    ).not.toContain('b.ImageId')
    expect(labels('¦')).toContain('schemaVersion')
  })

  it('puts in what was chosen', () => {
    expect(applied(`${top}- name: two\n  action: aws:sl¦`, 'aws:sleep')).toContain('  action: aws:sleep')
    expect(applied("schemaVersion: '0.3'\ndes¦", 'description')).toBe("schemaVersion: '0.3'\ndescription: ")
    expect(applied('{"schemaVersion": "0.3", "¦"}', 'mainSteps')).toBe('{"schemaVersion": "0.3", "mainSteps"}')
    expect(applied('{"schemaVersion": "0.3", ¦}', 'mainSteps')).toBe('{"schemaVersion": "0.3", "mainSteps": }')
    expect(applied(`${top}- name: two\n  action: aws:deleteImage\n  inputs:\n    ImageId: '{{ o¦'`, 'one.ImageId')).toContain(
      "'{{ one.ImageId }}'",
    )
    expect(applied(`${top}- name: two\n  action: aws:deleteImage\n  inputs:\n    ImageId: '{{ o¦ }}'`, 'one.ImageId')).toContain(
      "'{{ one.ImageId }}'",
    )
  })
})

describe('hover', () => {
  const text = `${top}- name: two\n  action: aws:branch\n  onFailure: step:one\n  inputs:\n    Choices:\n    - NextStep: one\n      Variable: '{{ one.ImageId }} {{ Id }} {{ global:DATE }} {{ssm:/a/b}}'\n      StringEquals: x\n`
  it.each([
    ['onFailure', 'What follows a failure'],
    ['aws:branch', 'Goes on with the step of the first choice'],
    ['Choices', 'tried in order'],
    ['Id }} {{ glo', 'An id.'],
    ['one.ImageId', 'Output ImageId of step one'],
    ['global:DATE', 'yyyy-MM-dd'],
    ['/a/b', 'Parameter Store'],
    ['one\n  inputs', 'step 1, aws:createImage'],
    ['InstanceId', 'The instance.'],
    ['schemaVersion', 'Version of the language'],
  ])('over %s says what it is', (word, expected) => expect(hoverAt(text, text.indexOf(word) + 1)?.text).toContain(expected))

  it('goes to the step that is named', () => {
    const parsed = parseDocument(text)
    const name = text.indexOf('one\n  action')
    expect(definitionAt(parsed, text.indexOf('step:one') + 6)).toEqual({ start: name, end: name + 3 })
    expect(definitionAt(parsed, text.indexOf('one.ImageId') + 1)).toEqual({ start: name, end: name + 3 })
    expect(definitionAt(parsed, 0)).toBeUndefined()
    expect(stepAround(parsed, text.indexOf('StringEquals'))?.name).toBe('two')
    expect(stepAround(parsed, 1)).toBeUndefined()
  })
})
