import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AgentProcess, bundleAgent, registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { connected, finalReply } from '#agent/testing/job-replies'
import { MockControlPlane } from '#agent/testing/mock-control-plane'
import { type RunningAgent, startRunningAgent } from '#agent/testing/running-agent'
import { zipArchive } from '#agent/testing/zip-archive'
import { messageTypes } from '#lib/wire/control-messages'

let agent: RunningAgent
let directory: ReturnType<typeof temporaryDirectory>
let name: string
let packages = 0
beforeAll(async () => {
  agent = await startRunningAgent()
})
afterAll(() => agent.stop())
beforeEach(() => {
  directory = temporaryDirectory()
  packages += 1
  name = `Package.${packages}`
})
afterEach(() => directory.remove())

const at = (file: string) => path.join(directory.path, file)
const did = () => (existsSync(at('did')) ? readFileSync(at('did'), 'utf8').trim().split('\n') : [])

interface Version {
  scripts: Readonly<Record<string, string>>
  /** What the manifest says, if it lies. */
  sha256?: string
}

const noting = (version: string, verbs = ['install', 'update', 'uninstall']): Version => ({
  scripts: Object.fromEntries(verbs.map((verb) => [`${verb}.sh`, `echo ${verb} ${version} >> ${at('did')}\n`])),
})

/** Keeps a package document with versions by version name; the last is the default. */
function keep(versions: Readonly<Record<string, Version>>, mock = agent.mock): void {
  for (const [version, { scripts }] of Object.entries(versions))
    mock.files.set(`/files/${name}/${version}?signature=1`, archiveOf(scripts))
  mock.answers.set('GetDocument', (body) => {
    const version = typeof body['VersionName'] === 'string' ? body['VersionName'] : (Object.keys(versions).at(-1) ?? '')
    const kept = versions[version]
    if (!kept) return {}
    const sha256 = kept.sha256 ?? createHash('sha256').update(archiveOf(kept.scripts)).digest('hex')
    const files = { 'package.zip': { checksums: { sha256 } } }
    const content = { schemaVersion: '2.0', version, packages: { _any: { _any: { _any: { file: 'package.zip' } } } }, files }
    // The address is another than the one that this node has the control plane by.
    const attachment = {
      Name: 'package.zip',
      Url: `https://elsewhere.invalid/files/${name}/${version}?signature=1`,
      Hash: sha256,
      HashType: 'Sha256',
    }
    return { Name: name, DocumentType: 'Package', Content: JSON.stringify(content), AttachmentsContent: [attachment] }
  })
}

const archiveOf = (scripts: Version['scripts']) =>
  zipArchive(Object.entries(scripts).map(([file, content]) => ({ name: file, content })))

const configure = (action: string, more: Record<string, unknown> = {}) =>
  agent.act('aws:configurePackage', { name, action, ...more })

describe('installing', () => {
  it('runs install.sh of the default version once, and then does nothing', async () => {
    keep({ '1.0': noting('1.0') })
    expect(await configure('Install')).toMatchObject({ status: 'Success', standardOutput: `${name} 1.0 is installed.\n` })
    expect(await configure('Install', { version: '1.0' })).toMatchObject({
      status: 'Success',
      standardOutput: `${name} 1.0 is already installed.\n`,
    })
    expect(did()).toEqual(['install 1.0'])
  })

  it('gives the scripts arguments, and facts about the node', async () => {
    keep({
      '1.0': {
        scripts: { 'install.sh': 'echo $SSM_colour $BWS_ACTION_NAME $BWS_PACKAGE_VERSION $BWS_ARCHITECTURE $(ls)', 'b.txt': '' },
      },
    })
    const step = await configure('Install', { additionalArguments: '{"SSM_colour":"dark blue"}' })
    expect(step.standardOutput).toMatch(/^dark blue install 1\.0 \w+ b\.txt install\.sh\n/)
    expect((await configure('Install', { additionalArguments: { PATH: '/x' } })).standardError).toContain('names begin with SSM_')
  })

  it('honours the interpreter of a script', async () => {
    keep({ '1.0': { scripts: { 'install.sh': '#!/usr/bin/env python3\nprint(6*7)\n' } } })
    expect((await configure('Install')).standardOutput).toMatch(/^42\n/)
  })

  it('replaces another version: removes it, installs the new one, and leaves no files of the old', async () => {
    keep({ '1.0': noting('1.0'), '2.0': noting('2.0') })
    await configure('Install', { version: '1.0' })
    const step = await configure('Install')
    expect(step.standardOutput).toBe(`${name} is now 2.0; it was 1.0.\n`)
    expect(did()).toEqual(['install 1.0', 'uninstall 1.0', 'install 2.0'])
    const folder = path.join(agent.state, 'packages', name.replace('.', '%2E'))
    expect(readdirSync(folder).sort()).toEqual(['installed.json', 'version-2%2E0'])
  })

  it('updates in place when it is asked to, which the package must know how to do', async () => {
    keep({ '1.0': noting('1.0'), '2.0': noting('2.0'), '3.0': noting('3.0', ['install']) })
    await configure('Install', { version: '1.0' })
    await configure('Install', { version: '2.0', installationType: 'In-place update' })
    expect(did()).toEqual(['install 1.0', 'update 2.0'])
    const step = await configure('Install', { version: '3.0', installationType: 'In-place update' })
    expect(step).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('has no update.sh: it cannot be updated in place'),
    })
    expect((await configure('Install', { version: '2.0' })).standardOutput).toContain('already installed')
  })

  it('puts the old version back when the new one fails', async () => {
    keep({ '1.0': noting('1.0'), '2.0': { scripts: { 'install.sh': 'echo broken >&2; exit 3' } } })
    await configure('Install', { version: '1.0' })
    const step = await configure('Install')
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('1.0 is installed as before') })
    expect(did()).toEqual(['install 1.0', 'uninstall 1.0', 'install 1.0'])
    expect((await configure('Install', { version: '1.0' })).standardOutput).toContain('already installed')
  })

  it('that fails leaves nothing installed, and may be tried again', async () => {
    keep({ '1.0': { scripts: { 'install.sh': `[ -e ${at('ready')} ]` } } })
    expect(await configure('Install')).toMatchObject({ status: 'Failed', code: 1 })
    expect((await configure('Uninstall')).standardOutput).toContain('is not installed')
    mkdirSync(at('ready'))
    expect((await configure('Install')).status).toBe('Success')
  })

  it('trusts no archive with another checksum', async () => {
    keep({ '1.0': { ...noting('1.0'), sha256: '0'.repeat(64) } })
    expect(await configure('Install')).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('could not be fetched'),
    })
    expect(did()).toEqual([])
  })

  it.each<[string, object, RegExp]>([
    ['another kind of document', { DocumentType: 'Command', Content: '{}' }, /of the type Command, not a package/],
    ['a manifest that lacks a part', { DocumentType: 'Package', Content: '{"version":"1"}' }, /lacks packages or files/],
    [
      'nothing for this machine',
      { DocumentType: 'Package', Content: '{"version":"1","packages":{"windows":{}},"files":{}}' },
      /has nothing for/,
    ],
  ])('refuses %s', async (_name, answer, problem) => {
    agent.mock.answers.set('GetDocument', () => ({ Name: name, ...answer }))
    expect(await configure('Install')).toMatchObject({ status: 'Failed', standardError: expect.stringMatching(problem) })
  })
})

describe('removing', () => {
  it('runs uninstall.sh of what is installed, also when the control plane has it no more', async () => {
    keep({ '1.0': noting('1.0') })
    await configure('Install')
    agent.mock.behaviour.refusals.set('GetDocument', { status: 400, code: 'InvalidDocument' })
    const other = await configure('Uninstall', { version: '2.0' })
    const step = await configure('Uninstall')
    agent.mock.behaviour.refusals.clear()
    expect(other).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('the node has 1.0') })
    expect(step).toMatchObject({ status: 'Success', standardOutput: `${name} 1.0 is removed.\n` })
    expect(did()).toEqual(['install 1.0', 'uninstall 1.0'])
    expect((await configure('Uninstall')).standardOutput).toBe(`${name} is not installed.\n`)
  })

  it('that fails leaves it installed', async () => {
    keep({ '1.0': { scripts: { 'install.sh': 'true', 'uninstall.sh': 'exit 5' } } })
    await configure('Install')
    expect(await configure('Uninstall')).toMatchObject({ status: 'Failed', code: 5 })
    expect((await configure('Install')).standardOutput).toContain('already installed')
  })
})

describe('when the agent is killed in the middle', () => {
  it('the installation goes on, and no script runs twice', async () => {
    const bundle = temporaryDirectory()
    const mock = await MockControlPlane.start()
    const nodeId = await registerWith(mock, directory.path)
    const program = await bundleAgent(bundle.path)
    const gated = `echo install 2.0 >> ${at('did')}\necho begun\nuntil [ -e ${at('gate')} ]; do sleep 0.05; done\ncat b.txt\n`
    keep({ '1.0': noting('1.0'), '2.0': { scripts: { 'install.sh': gated, 'b.txt': 'still here\n' } } }, mock)
    const install = (version: string) =>
      mock.run(nodeId, {
        schemaVersion: '2.2',
        mainSteps: [{ action: 'aws:configurePackage', name: 'only', inputs: { name, action: 'Install', version } }],
      })
    let process = new AgentProcess(program, directory.path)
    try {
      await connected(mock, nodeId)
      await finalReply(mock, install('1.0'))
      const jobId = install('2.0')
      await mock.until((seen) =>
        seen.kind === 'message' && seen.type === messageTypes.jobOutput && JSON.stringify(seen.payload).includes('begun')
          ? true
          : undefined,
      )
      await process.end('SIGKILL')
      process = new AgentProcess(program, directory.path)
      await connected(mock, nodeId, 2)
      mkdirSync(at('gate'))
      const step = (await finalReply(mock, jobId)).steps.get('only')
      expect(step).toMatchObject({ status: 'Success', standardOutput: `begun\nstill here\n${name} is now 2.0; it was 1.0.\n` })
      expect(did()).toEqual(['install 1.0', 'uninstall 1.0', 'install 2.0'])
    } finally {
      await process.end('SIGKILL')
      await mock.stop()
      bundle.remove()
      rmSync(at('gate'), { recursive: true, force: true })
    }
  })
})
