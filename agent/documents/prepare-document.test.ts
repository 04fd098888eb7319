import { describe, expect, it } from 'vitest'
import { DocumentProblem, prepareDocument } from '#agent/documents/prepare-document'

const shell = (inputs: object) => ({ action: 'aws:runShellScript', name: 'run', inputs })

describe('a document', () => {
  it('of schema 2.2 gets its parameters, with defaults', () => {
    const document = {
      schemaVersion: '2.2',
      parameters: { commands: { type: 'StringList' }, where: { type: 'String', default: '/tmp' } },
      mainSteps: [shell({ runCommand: '{{ commands }}', workingDirectory: '{{where}}' })],
    }
    const prepared = prepareDocument({ DocumentContent: document, Parameters: { commands: ['a', 'b'] } })
    expect(prepared).toEqual({
      isCrossPlatform: true,
      steps: [
        {
          action: 'aws:runShellScript',
          name: 'run',
          inputs: { runCommand: ['a', 'b'], workingDirectory: '/tmp' },
          preconditions: [],
        },
      ],
    })
  })

  it('of schema 1.2 has one step for each plugin, named by its action', () => {
    const document = {
      schemaVersion: '1.2',
      runtimeConfig: { 'aws:runShellScript': { properties: [{ runCommand: '{{ c }}' }] } },
    }
    const { isCrossPlatform, steps } = prepareDocument({ DocumentContent: document, Parameters: { c: ['x'] } })
    expect(isCrossPlatform).toBe(false)
    expect(steps).toEqual([
      { action: 'aws:runShellScript', name: 'aws:runShellScript', inputs: { runCommand: ['x'] }, preconditions: [] },
    ])
  })

  it('keeps both forms of a precondition', () => {
    const step = { ...shell({}), precondition: { StringEquals: ['{{ os }}', 'x'] } }
    const { steps } = prepareDocument({ DocumentContent: { schemaVersion: '2.2', mainSteps: [step] }, Parameters: { os: 'x' } })
    expect(steps[0]?.preconditions).toEqual([
      {
        operator: 'StringEquals',
        operands: [
          { written: '{{ os }}', resolved: 'x' },
          { written: 'x', resolved: 'x' },
        ],
      },
    ])
  })

  it.each<[string, Record<string, unknown>]>([
    ['an unknown schema', { schemaVersion: '0.3', mainSteps: [shell({})] }],
    ['no schema', { mainSteps: [shell({})] }],
    ['no steps', { schemaVersion: '2.2', mainSteps: [] }],
    ['two steps of one name', { schemaVersion: '2.2', mainSteps: [shell({}), shell({})] }],
    ['a step without an action', { schemaVersion: '2.2', mainSteps: [{ name: 'x' }] }],
    ['inputs that are a list', { schemaVersion: '2.2', mainSteps: [shell([])] }],
    ['no plugins', { schemaVersion: '1.2', runtimeConfig: {} }],
    ['two sets of properties', { schemaVersion: '1.2', runtimeConfig: { 'aws:runShellScript': { properties: [{}, {}] } } }],
    ['a reference to Parameter Store', { schemaVersion: '2.2', mainSteps: [shell({ runCommand: ['echo {{ssm:/app/key:2}}'] })] }],
  ])('with %s is refused', (_name, content) => {
    expect(() => prepareDocument({ DocumentContent: content, Parameters: {} })).toThrow(DocumentProblem)
  })
})
