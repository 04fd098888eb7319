import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { listBuiltins } from '#lib/capabilities/documents/catalogue'
import { draftProblems, sendRequest } from './command-draft'
import { exampleDraft, examples } from './examples'

const builtins = listBuiltins({ url: 'https://localhost:3443', accountId: '000000000001' })

describe('examples of commands', () => {
  it.each(examples)('$title is a sound command but for targets that somebody has to choose', ({ id }) => {
    const draft = exampleDraft(id)
    if (!draft) throw new Error(`no draft for ${id}`)
    expect(draftProblems(draft).map(({ field }) => field)).toEqual(draft.targets.mode === 'all' ? [] : ['targets'])
    const { DocumentName, Parameters = {}, Comment } = sendRequest(draft)
    const document = builtins.find(({ name }) => name === DocumentName)
    expect(Object.keys(document?.content['parameters'] ?? {})).toEqual(expect.arrayContaining(Object.keys(Parameters)))
    expect(Comment).toBeTruthy()
  })

  it.each(examples.filter(({ draft }) => draft.document === undefined))('$title is a script that a shell reads', ({ draft }) => {
    const input = draft.parameters?.['commands']?.join('\n')
    expect(spawnSync('sh', ['-n'], { input, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  it.each([
    ['/dev/sda1 100 95 5 95% /', 1],
    ['/dev/sda1 100 42 58 42% /', 0],
  ])('the search for full disks judges %s', (line, status) => {
    const df = `df() { printf 'Filesystem 1024-blocks Used Available Capacity Mounted\\n${line.replace('%', '%%')}\\n'; }`
    const input = [df, ...(exampleDraft('disk')?.parameters['commands'] ?? [])].join('\n')
    expect(spawnSync('sh', { input, encoding: 'utf8' }).status).toBe(status)
  })

  it('of an unknown name is nothing', () => expect(exampleDraft('format-all')).toBeUndefined())
})
