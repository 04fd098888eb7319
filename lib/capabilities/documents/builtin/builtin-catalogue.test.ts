import { describe, expect, it } from 'vitest'
import { plugins } from '#agent/plugins/manifest'
import { documentForAgent, readCommandDocument } from '#lib/vocabulary/document'
import { listBuiltins, versionOfBuiltin } from '../catalogue'
import { validateDocument } from '../model/language/validate/validate-document'

const builtins = listBuiltins({ url: 'https://localhost:3443', accountId: '000000000001' })
const byType = (type: 'Automation' | 'Command' | 'Session') => builtins.filter((one) => (one.type ?? 'Command') === type)

describe('every built-in document', () => {
  it.each(builtins.map((one) => [one.name, one] as const))('%s is right by the language itself', (_name, document) => {
    const validated = validateDocument(JSON.stringify(document.content), { type: document.type ?? 'Command', format: 'JSON' })
    expect(validated.findings).toEqual([])
    expect(versionOfBuiltin(document)).toMatchObject({ status: 'Active', description: expect.stringMatching(/\.$/) as string })
  })

  it.each(byType('Command').map((one) => [one.name, one] as const))(
    '%s can be read as a Command document, and each parameter says what it is',
    (_name, { content }) => {
      const document = readCommandDocument(content)
      for (const [name, { description }] of document.parameters)
        expect([name, description]).toEqual([name, expect.stringMatching(/\S/)])
      expect(documentForAgent(document)).toMatchObject({ schemaVersion: document.schemaVersion })
    },
  )

  it('uses actions that the agent runs, but for those of Windows', () => {
    const actions = new Set(
      byType('Command').flatMap(({ content }) => readCommandDocument(content).steps.map(({ action }) => action)),
    )
    const known = new Set<string>(plugins.map(({ name }) => name))
    expect([...actions].filter((action) => !known.has(action))).toEqual(['aws:applications'])
  })

  it('has a name of its own', () => expect(new Set(builtins.map(({ name }) => name)).size).toBe(builtins.length))

  it('of Automation says what it needs, in order to run and in each of its parameters', () => {
    expect(byType('Automation').map(({ name }) => name)).toEqual([
      'AWS-StartEC2Instance',
      'AWS-StopEC2Instance',
      'AWS-RestartEC2Instance',
      'AWS-CreateImage',
      'AWS-UpdateLinuxAmi',
      'AWS-PatchInstanceWithRollback',
      'AWSSupport-TroubleshootManagedInstance',
    ])
    for (const { owner, content } of byType('Automation')) {
      expect([owner, content['description']]).toEqual(['Amazon', expect.stringMatching(/\. Needs .*\.$/)])
      for (const parameter of Object.values(content['parameters'] as Record<string, unknown>))
        expect(parameter).toMatchObject({ description: expect.stringMatching(/\.$/) as string })
    }
  })

  it('of sessions is a Session document', () => {
    expect(byType('Session').map(({ name }) => name)).toEqual([
      'SSM-SessionManagerRunShell',
      'AWS-StartInteractiveCommand',
      'AWS-StartNonInteractiveCommand',
      'AWS-StartSSHSession',
      'AWS-StartPortForwardingSession',
      'AWS-StartPortForwardingSessionToRemoteHost',
    ])
  })
})
