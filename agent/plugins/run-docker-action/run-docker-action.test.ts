import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerArguments, words } from '#agent/plugins/run-docker-action/run-docker-action'
import { temporaryDirectory } from '#agent/testing/agent-process'
import { type RunningAgent, startRunningAgent } from '#agent/testing/running-agent'

let agent: RunningAgent
const programs = temporaryDirectory()

/** A program in the place of another: it tells how it was called. */
function program(name: string, lines: string): void {
  const file = path.join(programs.path, name)
  writeFileSync(file, `#!/bin/sh\n${lines}\n`)
  chmodSync(file, 0o755)
}

beforeAll(async () => {
  process.env['QUARTERDECK_SCRIPT_PATH'] = `${programs.path}:/bin-for-tests`
  agent = await startRunningAgent()
})
afterAll(async () => {
  delete process.env['QUARTERDECK_SCRIPT_PATH']
  await agent.stop()
  programs.remove()
})

describe('the docker command', () => {
  it.each<[Parameters<typeof dockerArguments>[0], Record<string, unknown>, string[]]>([
    ['Run', { image: 'alpine', cmd: 'echo "a b"' }, ['run', 'alpine', 'echo', 'a b']],
    [
      'Create',
      {
        image: 'web:1',
        container: 'w',
        volume: ['/a:/a', '/b:/b'],
        publish: '80:8080',
        env: ['A=1'],
        memory: '64m',
        cpuShares: 512,
        user: 'www',
      },
      [
        'create',
        '--name=w',
        '--volume=/a:/a',
        '--volume=/b:/b',
        '--publish=80:8080',
        '--env=A=1',
        '--memory=64m',
        '--cpu-shares=512',
        '--user=www',
        'web:1',
      ],
    ],
    ['Exec', { container: 'w', cmd: 'sh -c "ls; id"', user: 'root' }, ['exec', '--user=root', 'w', 'sh', '-c', 'ls; id']],
    ['Start', { container: 'w' }, ['start', 'w']],
    ['Stop', { container: 'w' }, ['stop', 'w']],
    ['Rm', { container: 'w' }, ['rm', 'w']],
    ['Logs', { container: 'w' }, ['logs', 'w']],
    ['Inspect', { container: 'w' }, ['inspect', 'w']],
    ['Inspect', { image: 'i' }, ['inspect', 'i']],
    ['Ps', {}, ['ps', '--all']],
    ['Stats', {}, ['stats', '--no-stream']],
    ['Stats', { container: 'w' }, ['stats', '--no-stream', 'w']],
    ['Pull', { image: 'i' }, ['pull', 'i']],
    ['Images', {}, ['images']],
    ['Rmi', { image: 'i' }, ['rmi', 'i']],
  ])('of %s with %j is %j', (action, inputs, expected) => expect(dockerArguments(action, inputs)).toEqual(expected))

  it.each([
    ["a 'b c' d\\ e", ['a', 'b c', 'd e']],
    ['"say \\"hi\\""', ['say "hi"']],
    ['$HOME `id` ; x', ['$HOME', '`id`', ';', 'x']],
    ['a ""', ['a', '']],
    ['', []],
  ])('parts %j into %j', (text, expected) => expect(words(text)).toEqual(expected))
})

describe('on a node', () => {
  it('says that docker is missing', async () => {
    const step = await agent.act('aws:runDockerAction', { action: 'Ps' })
    expect(step).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('Docker is not installed on this node'),
    })
  })

  it('runs docker as the step: its output, its exit code, no shell between', async () => {
    program('docker', 'for word in "$@"; do echo "[$word]"; done; echo warning >&2; [ "$1" != rm ] || exit 9')
    const ran = await agent.act('aws:runDockerAction', { action: 'Run', image: 'alpine', cmd: 'echo $(id)' })
    expect(ran).toMatchObject({
      status: 'Success',
      standardOutput: '[run]\n[alpine]\n[echo]\n[$(id)]\n',
      standardError: 'warning\n',
    })
    expect(await agent.act('aws:runDockerAction', { action: 'Rm', container: 'w' })).toMatchObject({ status: 'Failed', code: 9 })
  })

  it.each([
    [{ action: 'Dance' }, /action must be one of/],
    [{ action: 'Run' }, /image is missing/],
    [{ action: 'Start', container: '--all' }, /must not begin with a hyphen/],
    [{ action: 'Exec', container: 'w' }, /cmd is missing/],
    [{ action: 'Exec', container: 'w', cmd: 'echo "a' }, /a quote that does not end/],
  ])('refuses %j', async (inputs, problem) => {
    expect(await agent.act('aws:runDockerAction', inputs)).toMatchObject({
      status: 'Failed',
      standardError: expect.stringMatching(problem),
    })
  })
})

describe('aws:configureDocker', () => {
  const installed = path.join(programs.path, 'docker')

  it('leaves a Docker that is there alone', async () => {
    program('docker', 'echo Docker version 1')
    const step = await agent.act('aws:configureDocker', { action: 'Install' })
    expect(step).toMatchObject({ status: 'Success', standardOutput: 'Docker is already installed: Docker version 1\n' })
  })

  it('removes and installs it by the package manager', async () => {
    program(
      'apt-get',
      `echo "apt-get $@"; case $1 in remove) rm -f ${installed} ;; install) printf '#!/bin/sh\\necho Docker version 2\\n' >${installed}; chmod 755 ${installed} ;; esac`,
    )
    for (const name of ['rm', 'chmod']) program(name, `exec /bin/${name} "$@"`)
    const removed = await agent.act('aws:configureDocker', { action: 'Uninstall' })
    expect(removed).toMatchObject({
      status: 'Success',
      standardOutput: expect.stringMatching(/apt-get remove -y -q docker\.io\nDocker is removed\.\n$/),
    })
    const again = await agent.act('aws:configureDocker', { action: 'Uninstall' })
    expect(again.standardOutput).toBe('Docker is not installed.\n')
    const step = await agent.act('aws:configureDocker', { action: 'Install' })
    expect(step).toMatchObject({
      status: 'Success',
      standardOutput: expect.stringMatching(/apt-get install -y -q docker\.io\n[^]*Docker is installed: Docker version 2\n$/),
    })
  })

  it('says that no package manager is known', async () => {
    program('apt-get', 'exit 100')
    program('docker', 'exit 1')
    const failed = await agent.act('aws:configureDocker', { action: 'Uninstall' })
    expect(failed).toMatchObject({ status: 'Failed', code: 100 })
    program('apt-get', 'true')
    const kept = await agent.act('aws:configureDocker', { action: 'Uninstall' })
    expect(kept).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('Docker is still here') })
  })
})

describe('actions of capabilities to come', () => {
  it.each([
    ['aws:softwareInventory', /by an association of State Manager/],
    ['aws:refreshAssociation', /no associations to refresh/],
  ])('%s says so', async (action, problem) => {
    expect(await agent.act(action, {})).toMatchObject({ status: 'Failed', standardError: expect.stringMatching(problem) })
  })

  it.each([['aws:applications'], ['aws:psModule'], ['aws:domainJoin'], ['aws:cloudWatch']])(
    '%s of Windows is skipped in schema 2.2 and refused before, with the reason',
    async (action) => {
      const skipped = await agent.act(action, {})
      expect(skipped).toMatchObject({
        status: 'Skipped',
        output: expect.stringContaining('is not available on this node (Linux)'),
      })
      const { steps } = await agent.run({ schemaVersion: '1.2', runtimeConfig: { [action]: { properties: [{ id: '0' }] } } })
      expect(steps.get(action)).toMatchObject({
        status: 'Failed',
        standardError: expect.stringContaining('is not available on this node (Linux)'),
      })
    },
  )
})

describe('aws:updateSsmAgent', () => {
  it('updates only what install.sh installed', async () => {
    const step = await agent.act('aws:updateSsmAgent', { agentName: 'amazon-ssm-agent' })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('was not installed by install.sh') })
  })
})
