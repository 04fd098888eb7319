import { describe, expect, it } from 'vitest'
import { resolveDocument } from './resolve-document'

const document = {
  schemaVersion: '2.2',
  parameters: {
    commands: { type: 'StringList' },
    dir: { type: 'String', default: '{{ssm:/dir:2}}' },
    count: { type: 'Integer', default: 3, allowedValues: [3, 5] },
  },
  mainSteps: [
    {
      action: 'aws:runShellScript',
      name: 'a',
      inputs: { runCommand: '{{ commands }}', workingDirectory: '{{ dir }}', note: '{{count}} {{ nope }}' },
    },
  ],
}

describe('a document with its parameters filled in', () => {
  it('has values in place of references, with their types', () => {
    const { parameters, content, storedParameters } = resolveDocument(document, { commands: ['id', 'ls'], count: ['5'] })
    expect(parameters).toEqual({ commands: ['id', 'ls'], dir: '{{ssm:/dir:2}}', count: 5 })
    expect(content['mainSteps']).toEqual([
      {
        action: 'aws:runShellScript',
        name: 'a',
        inputs: { runCommand: ['id', 'ls'], workingDirectory: '{{ssm:/dir:2}}', note: '5 {{ nope }}' },
      },
    ])
    expect(storedParameters).toEqual(['/dir:2'])
    expect(content['parameters']).toEqual(document.parameters)
  })

  it('of a runbook keeps references to steps, and knows its types', () => {
    const { parameters, content } = resolveDocument(
      {
        schemaVersion: '0.3',
        assumeRole: '{{ Role_Arn }}',
        parameters: { Role_Arn: { type: 'AWS::IAM::Role::Arn', default: '' }, Ids: { type: 'List<AWS::EC2::Instance::Id>' } },
        mainSteps: [{ name: 'a', action: 'aws:changeInstanceState', inputs: { InstanceIds: '{{ Ids }}', X: '{{ b.Y }}' } }],
      },
      { Ids: ['i-1'], Role_Arn: ['arn'] },
    )
    expect(parameters).toEqual({ Role_Arn: 'arn', Ids: ['i-1'] })
    expect(content).toMatchObject({ assumeRole: 'arn', mainSteps: [{ inputs: { InstanceIds: ['i-1'], X: '{{ b.Y }}' } }] })
  })

  it.each<[string, Record<string, string[]>, string]>([
    ['missing', {}, "Parameter 'commands' is required: it has no default."],
    ['unknown', { commands: [], x: ['1'] }, "Parameter 'x' is not in the document, which has only commands, dir, count."],
    ['of another type', { commands: [], count: ['many'] }, "Parameter 'count' must be a whole number."],
    ['not allowed', { commands: [], count: ['4'] }, "Parameter 'count' must be one of: 3, 5."],
  ])('is refused when a value is %s', (_name, given, message) => {
    expect(() => resolveDocument(document, given)).toThrow(expect.objectContaining({ code: 'InvalidParameters', message }))
  })

  it('is refused when it is no document', () => {
    expect(() => resolveDocument({ parameters: 'x' })).toThrow(expect.objectContaining({ code: 'InvalidDocumentContent' }))
  })
})
