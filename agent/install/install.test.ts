import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundleAgent, temporaryDirectory } from '#agent/testing/agent-process'
import { makeCertificate } from '#agent/testing/certificate'
import { connected, finalReply } from '#agent/testing/job-replies'
import { MockControlPlane } from '#agent/testing/mock-control-plane'

const built = temporaryDirectory()
const script = readFileSync(path.join(import.meta.dirname, 'install.sh'), 'utf8')
const platform = `${process.platform}-${process.arch}`
let program: Buffer
let home: ReturnType<typeof temporaryDirectory>
let mock: MockControlPlane

beforeAll(async () => {
  program = readFileSync(await bundleAgent(built.path))
})
afterAll(() => built.remove())

beforeEach(async () => {
  home = temporaryDirectory()
  mock = await MockControlPlane.start()
  mock.files.set('/agent/ca.pem', Buffer.from(mock.certificate.certificate))
  publish(program)
})

afterEach(async () => {
  await run('--uninstall', '--user')
  await mock.stop()
  home.remove()
})

/** The runtime is a word that calls the one that runs this test: it is 120 MB otherwise. */
function publish(agent: Buffer): void {
  const runtime = Buffer.from(`#!/bin/sh\nexec "${process.execPath}" "$@"\n`)
  mock.files.set('/agent/agent.mjs', agent)
  mock.files.set(`/agent/runtime/${platform}/node.gz`, gzipSync(runtime))
  const sums = Object.entries({ 'agent.mjs': agent, [`runtime/${platform}/node`]: runtime })
  mock.files.set('/agent/SHA256SUMS', Buffer.from(sums.map(([name, content]) => `${sum(content)}  ${name}\n`).join('')))
}

const sum = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const installed = (...names: string[]) => path.join(home.path, '.quarterdeck-agent', ...names)
const activation = () => ['--user', '--code', mock.activation.code, '--id', mock.activation.id]

/** As the console's line does it: the script comes through a pipe, with the placeholders filled in. */
function run(...options: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, HOME: home.path }
    const child = execFile('/bin/sh', ['-s', '--', ...options], { env }, (problem, stdout, stderr) => {
      resolve({ code: typeof problem?.code === 'number' ? problem.code : 0, output: stdout + stderr })
    })
    const text = script.replace("'@URL@'", `'${mock.url}'`).replace("'@CA_FINGERPRINT@'", `'${mock.certificate.fingerprint}'`)
    child.stdin?.end(text)
  })
}

describe('install.sh', () => {
  it('downloads, checks, registers and starts the agent, and takes all of it away again', async () => {
    const { code, output } = await run(...activation(), '--name', 'by-script')
    expect(output).toMatch(/Registered as mi-[0-9a-f]{17}/)
    expect(code).toBe(0)
    expect(output).toContain('does not start by itself after a reboot')
    const [nodeId = ''] = mock.keys.keys()
    await connected(mock, nodeId)
    const again = await run('--uninstall', '--user')
    expect(again.output).toContain('The agent is removed.')
    expect(existsSync(installed())).toBe(false)
  })

  it('may be run twice: what is right stays, and nothing is registered again', async () => {
    await run(...activation(), '--no-start')
    const { code, output } = await run(...activation(), '--no-start')
    expect([code, mock.keys.size]).toEqual([0, 1])
    expect(output).toContain('agent.mjs is up to date')
    expect(output).toContain('registered already')
  })

  it('brings a new agent with --update, without an activation', async () => {
    await run(...activation(), '--no-start')
    publish(Buffer.concat([program, Buffer.from('\n// newer\n')]))
    const { code, output } = await run('--user', '--update', '--no-start')
    expect([code, output.includes('downloading agent.mjs')]).toEqual([0, true])
    expect(readFileSync(installed('program', 'agent.mjs'), 'utf8')).toMatch(/newer\n$/)
  })

  it('is what aws:updateSsmAgent runs: the step outlives the agent that it replaces', async () => {
    await run(...activation())
    const [nodeId = ''] = mock.keys.keys()
    await connected(mock, nodeId)
    const served = script.replace("'@URL@'", `'${mock.url}'`).replace("'@CA_FINGERPRINT@'", `'${mock.certificate.fingerprint}'`)
    mock.files.set('/agent/install.sh', Buffer.from(served))
    const update = (inputs: object = {}) =>
      mock.run(nodeId, { schemaVersion: '2.2', mainSteps: [{ action: 'aws:updateSsmAgent', name: 'only', inputs }] })
    const same = await finalReply(mock, update())
    expect(same.steps.get('only')).toMatchObject({ status: 'Success', standardOutput: expect.stringContaining('is up to date') })
    const other = await finalReply(mock, update({ targetVersion: '99.0' }))
    expect(other.steps.get('only')).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('its own') })
    publish(Buffer.concat([program, Buffer.from('\n// newer\n')]))
    const jobId = update()
    await connected(mock, nodeId, 2)
    const step = (await finalReply(mock, jobId)).steps.get('only')
    expect(step).toMatchObject({ status: 'Success', standardOutput: expect.stringContaining('downloading agent.mjs') })
    expect(readFileSync(installed('program', 'agent.mjs'), 'utf8')).toMatch(/newer\n$/)
  })

  it.each([
    ['another fingerprint', (fingerprint: string) => fingerprint.replace(/^./, (first) => (first === '0' ? '1' : '0'))],
    ['a shorter one', (fingerprint: string) => fingerprint.slice(0, 40)],
  ])('installs nothing when the authority has %s', async (_name, wrong) => {
    const { code, output } = await run(...activation(), '--ca-fingerprint', wrong(mock.certificate.fingerprint))
    expect([code, output.includes('somebody may be in between')]).toEqual([1, true])
    expect(existsSync(installed('program'))).toBe(false)
    expect(mock.keys.size).toBe(0)
  })

  it('takes a fingerprint in capitals and colons', async () => {
    const written = mock.certificate.fingerprint.toUpperCase().match(/../g)?.join(':') ?? ''
    expect((await run(...activation(), '--no-start', '--ca-fingerprint', written)).code).toBe(0)
  })

  it('trusts no further certificate that is served beside the right one', async () => {
    const other = await makeCertificate()
    mock.files.set('/agent/ca.pem', Buffer.from(`${mock.certificate.certificate}\n${other.certificate}\n`))
    await run(...activation(), '--no-start')
    expect(readFileSync(installed('program', 'ca.pem'), 'utf8').match(/BEGIN/g)).toHaveLength(1)
  })

  it('changes nothing when a download is not what the list says', async () => {
    await run(...activation(), '--no-start')
    const before = readFileSync(installed('program', 'agent.mjs'))
    mock.files.set(
      '/agent/SHA256SUMS',
      Buffer.from(mock.files.get('/agent/SHA256SUMS')?.toString().replace(/^.{8}/, '00000000') ?? ''),
    )
    const { code, output } = await run('--user', '--update')
    expect([code, output.includes('does not have the checksum')]).toEqual([1, true])
    expect(readFileSync(installed('program', 'agent.mjs'))).toEqual(before)
  })

  it('says what the server says when it refuses the activation', async () => {
    mock.behaviour.refusals.set('RegisterManagedInstance', { status: 400, code: 'InvalidActivation' })
    const { code, output } = await run(...activation())
    expect([code, output.includes('InvalidActivation')]).toEqual([1, true])
  })

  it.each([
    [['--user', '--no-start'], /give --code and --id/],
    [['--nonsense'], /unknown option --nonsense/],
    [['--code'], /--code needs a value/],
    [['--user', '--url', 'http://localhost'], /--url https/],
    [['--user', '--update'], /no agent is installed/],
    [['--user', '--run-as', 'nobody'], /--run-as needs root/],
  ])('refuses %j', async (options, reason) => {
    const { code, output } = await run(...options)
    expect(code).toBe(1)
    expect(output).toMatch(reason)
  })

  it('leaves what is not its own when it uninstalls', async () => {
    await run(...activation(), '--no-start')
    mkdirSync(installed('mine'))
    writeFileSync(installed('mine', 'file'), 'x')
    await run('--uninstall', '--user')
    expect(readFileSync(installed('mine', 'file'), 'utf8')).toBe('x')
  })
})
