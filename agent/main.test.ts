import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleAgent, temporaryDirectory } from '#agent/testing/agent-process'
import { MockControlPlane } from '#agent/testing/mock-control-plane'

const directory = temporaryDirectory()
const state = path.join(directory.path, 'state')
let program: string
let mock: MockControlPlane

beforeAll(async () => {
  program = await bundleAgent(directory.path)
  mock = await MockControlPlane.start()
  writeFileSync(path.join(directory.path, 'ca.pem'), mock.certificate.certificate)
})
afterAll(async () => {
  await mock.stop()
  directory.remove()
})

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (problem, stdout, stderr) => {
      resolve({ code: typeof problem?.code === 'number' ? problem.code : 0, stdout, stderr })
    })
  })
}

describe('the command line', () => {
  it('explains itself', async () => {
    const { code, stdout } = await run('--help')
    expect([code, stdout.startsWith('Usage: quarterdeck-agent')]).toEqual([0, true])
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([[[]], [['dance']], [['run', 'twice']], [['--unheard-of']], [['register', '--url', 'https://localhost']]])(
    'refuses %j with code 2',
    async (args) => {
      expect((await run(...args)).code).toBe(2)
    },
  )

  it('registers, tells its status, and removes its state', async () => {
    const { code: id } = mock.activation
    const ca = path.join(directory.path, 'ca.pem')
    expect((await run('run', '--state', state)).stderr).toMatch(/not registered/)
    const options = ['--url', mock.url, '--code', id, '--id', mock.activation.id, '--ca-file', ca, '--state', state]
    expect((await run('register', ...options)).stdout).toMatch(/^Registered as mi-[0-9a-f]{17} at https:/)
    const twice = await run('register', ...options)
    expect([twice.code, twice.stderr.includes('--replace')]).toEqual([1, true])
    const status = await run('status', '--state', state, '--json')
    expect(JSON.parse(status.stdout)).toMatchObject({ url: mock.url, stateDirectory: state })
    expect((await run('status', '--state', state)).stdout).toMatch(/not running/)
    expect((await run('uninstall-state', '--state', state)).stdout).toMatch(/^Removed/)
    expect(existsSync(state)).toBe(false)
  })

  it('names a setting that makes no sense', async () => {
    const child = execFile(process.execPath, [program, 'run', '--state', state], {
      env: { ...process.env, QUARTERDECK_AGENT_JOB_DAYS: 'many' },
    })
    let text = ''
    child.stderr?.on('data', (part) => {
      text += String(part)
    })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect([code, text]).toEqual([1, 'QUARTERDECK_AGENT_JOB_DAYS is "many", but must be a whole number of at least 1.\n'])
  })
})
