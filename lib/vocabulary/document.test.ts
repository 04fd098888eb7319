import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isApiError } from './api-error'
import { commandSchemas, documentForAgent, parseCommandDocument, platformsOf } from './document'
import { parseDocumentText } from './document-text'

const shell = { action: 'aws:runShellScript', name: 'run', inputs: { runCommand: ['id'] } }
const documentOf = (change: object): string => JSON.stringify({ schemaVersion: '2.2', mainSteps: [shell], ...change })

describe('a Command document', () => {
  it('of schema 2.2 has steps', () => {
    const document = parseCommandDocument(
      documentOf({
        description: 'x',
        parameters: { commands: { type: 'StringList' } },
        mainSteps: [{ ...shell, precondition: { StringEquals: ['platformType', 'Linux'] } }],
      }),
      'JSON',
    )
    expect(document).toMatchObject({ schemaVersion: '2.2', description: 'x' })
    expect([...document.parameters.keys()]).toEqual(['commands'])
    expect(document.steps).toEqual([
      {
        name: 'run',
        action: 'aws:runShellScript',
        inputs: shell.inputs,
        precondition: { StringEquals: ['platformType', 'Linux'] },
      },
    ])
  })

  it('of schema 1.2 has plugins, which the agent reports by their action', () => {
    const properties = [{ id: '0.aws:runShellScript', runCommand: '{{ commands }}' }]
    const document = parseCommandDocument(
      JSON.stringify({ schemaVersion: '1.2', runtimeConfig: { 'aws:runShellScript': { properties } } }),
      'JSON',
    )
    expect(document.steps).toEqual([
      { name: 'aws:runShellScript', action: 'aws:runShellScript', inputs: properties, precondition: undefined },
    ])
  })

  it('may be YAML, with an unquoted version', () => {
    const yaml =
      'schemaVersion: 2.2\nmainSteps:\n  - action: aws:runShellScript\n    name: run\n    inputs:\n      runCommand:\n        - "date: 2026-01-01"\n        - 2026-01-01\n'
    const document = parseCommandDocument(yaml, 'YAML')
    expect(document.content).toEqual({
      schemaVersion: '2.2',
      mainSteps: [{ ...shell, inputs: { runCommand: ['date: 2026-01-01', '2026-01-01'] } }],
    })
  })

  it.each(commandSchemas.filter((version) => version !== '1.2'))('may be of schema %s', (schemaVersion) => {
    expect(parseCommandDocument(documentOf({ schemaVersion }), 'JSON').schemaVersion).toBe(schemaVersion)
  })

  it.each([
    ['automation', documentOf({ schemaVersion: '0.3' }), 'InvalidDocumentSchemaVersion'],
    ['a session', documentOf({ schemaVersion: '1.0' }), 'InvalidDocumentSchemaVersion'],
    ['no version', documentOf({ schemaVersion: undefined }), 'InvalidDocumentSchemaVersion'],
    ['a list as version', documentOf({ schemaVersion: ['2.2'] }), 'InvalidDocumentSchemaVersion'],
    ['no JSON', '{', 'InvalidDocumentContent'],
    ['a list', '[]', 'InvalidDocumentContent'],
    ['no steps', documentOf({ mainSteps: [] }), 'InvalidDocumentContent'],
    ['a step of text', documentOf({ mainSteps: ['x'] }), 'InvalidDocumentContent'],
    ['a step without a name', documentOf({ mainSteps: [{ ...shell, name: undefined }] }), 'InvalidDocumentContent'],
    ['a step with a strange name', documentOf({ mainSteps: [{ ...shell, name: 'a b' }] }), 'InvalidDocumentContent'],
    ['a step without an action', documentOf({ mainSteps: [{ ...shell, action: undefined }] }), 'InvalidDocumentContent'],
    ['an unheard-of action', documentOf({ mainSteps: [{ ...shell, action: 'rm -rf' }] }), 'InvalidDocumentContent'],
    ['inputs of text', documentOf({ mainSteps: [{ ...shell, inputs: 'x' }] }), 'InvalidDocumentContent'],
    ['two steps of one name', documentOf({ mainSteps: [shell, shell] }), 'InvalidDocumentContent'],
    [
      'another precondition',
      documentOf({ mainSteps: [{ ...shell, precondition: { StringLike: ['a', 'b'] } }] }),
      'InvalidDocumentContent',
    ],
    [
      'half a precondition',
      documentOf({ mainSteps: [{ ...shell, precondition: { StringEquals: ['a'] } }] }),
      'InvalidDocumentContent',
    ],
    ['a description that is no text', documentOf({ description: 1 }), 'InvalidDocumentContent'],
    ['parameters of text', documentOf({ parameters: 'x' }), 'InvalidDocumentContent'],
    ['1.2 without plugins', JSON.stringify({ schemaVersion: '1.2', runtimeConfig: {} }), 'InvalidDocumentContent'],
    [
      '1.2 with properties of text',
      JSON.stringify({ schemaVersion: '1.2', runtimeConfig: { 'aws:x': { properties: 'a' } } }),
      'InvalidDocumentContent',
    ],
    ['more than 64 kB', documentOf({ description: 'ü'.repeat(33_000) }), 'MaxDocumentSizeExceeded'],
  ])('is not %s', (_name, text, code) => {
    expect(() => parseCommandDocument(text, 'JSON')).toThrow(expect.objectContaining({ code }))
  })

  it.each([
    [
      'an alias bomb',
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n',
    ],
    ['a depth bomb', '['.repeat(60_000)],
    ['one key twice', 'a: 1\na: 2\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['broken YAML', 'a: [1\nb: }'],
    ['text', 'just text'],
  ])('is not %s', (_name, text) => {
    expect(() => parseDocumentText(text, 'YAML')).toThrow(expect.objectContaining({ code: 'InvalidDocumentContent' }))
  })

  it('drops prototype keys', () => {
    expect(Object.keys(parseDocumentText('__proto__: {polluted: 1}\na: 1', 'YAML'))).toEqual(['a'])
  })

  it('goes to the agent without patterns', () => {
    const document = parseCommandDocument(
      documentOf({ parameters: { a: { type: 'String', allowedPattern: '^a$', default: 'a' } } }),
      'JSON',
    )
    expect(documentForAgent(document)).toEqual({
      schemaVersion: '2.2',
      mainSteps: [shell],
      parameters: { a: { type: 'String', default: 'a' } },
    })
    expect(documentForAgent(parseCommandDocument(documentOf({}), 'JSON'))).toEqual({ schemaVersion: '2.2', mainSteps: [shell] })
  })

  const power = { action: 'aws:runPowerShellScript', name: 'power', inputs: {} }
  it.each([
    ['a shell script', [shell], ['Linux', 'MacOS']],
    ['PowerShell', [power], ['Linux', 'MacOS', 'Windows']],
    ['a precondition', [{ ...power, precondition: { StringEquals: ['platformType', 'Windows'] } }], ['Windows']],
    [
      'a step for each',
      [shell, { ...power, precondition: { StringEquals: ['platformType', 'Windows'] } }],
      ['Linux', 'MacOS', 'Windows'],
    ],
    [
      'a precondition on a parameter',
      [{ ...power, precondition: { StringEquals: ['{{ mode }}', 'fast'] } }],
      ['Linux', 'MacOS', 'Windows'],
    ],
  ])('with %s runs on its platforms', (_name, mainSteps, expected) => {
    expect(platformsOf(parseCommandDocument(documentOf({ mainSteps }), 'JSON'))).toEqual(expected)
  })

  it('of any text is parsed or refused by name', () => {
    const shape = fc.record({
      schemaVersion: fc.constantFrom(...commandSchemas),
      mainSteps: fc.jsonValue(),
      runtimeConfig: fc.jsonValue(),
      parameters: fc.jsonValue(),
    })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          shape.map((value) => JSON.stringify(value)),
        ),
        fc.constantFrom('JSON', 'YAML'),
        (text, format) => {
          try {
            parseCommandDocument(text, format)
          } catch (thrown) {
            if (!isApiError(thrown)) throw thrown
          }
        },
      ),
    )
  })
})
