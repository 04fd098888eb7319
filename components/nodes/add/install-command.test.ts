import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { certificateBytes } from './ca-fingerprint'
import {
  ansibleTask,
  cloudInit,
  type Enrolment,
  shellLine,
  stockConfiguration,
  stockLines,
} from '#lib/vocabulary/install-command'

const authority = `-----BEGIN CERTIFICATE-----\n${Buffer.from('the authority of these tests').toString('base64')}\n-----END CERTIFICATE-----\n`
const enrolment: Enrolment = {
  url: 'https://fleet.example.test:3443',
  region: 'eu-1',
  activationId: '0a1b2c3d-0000-4000-8000-000000000000',
  activationCode: "it's a $(touch /tmp/never) `code`",
  caFingerprint: createHash('sha256').update(certificateBytes(authority)).digest('hex'),
}

const programs = ['sudo', 'sh', 'install', 'mkdir', 'tee', 'systemctl', 'update-ca-certificates', 'amazon-ssm-agent']
const folder = mkdtempSync(path.join(tmpdir(), 'qd-install-line-'))
for (const name of programs) {
  writeFileSync(path.join(folder, name), `#!/bin/bash\n[ -t 0 ] || cat >/dev/null\nprintf '<%s>' ${name} "$@"\n`, { mode: 0o755 })
}
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface As {
  /** Default: an account that is not root. */
  user?: 'root' | 'somebody'
  shell?: string
}

/** Runs a line in a shell whose curl serves `served` as the authority, and where sudo and other programs print what they are given. */
function run(line: string, served: string, { user = 'somebody', shell = 'bash' }: As = {}): string {
  const stubs = [
    `curl() { case $4 in /*) printf '%s' "$served" >"$4" ;; esac; }`,
    `id() { echo ${user === 'root' ? 0 : 1000}; }`,
    `tee() { cat >/dev/null; printf '<tee>'; }`,
  ]
  return execFileSync(shell, ['-c', `${stubs.join('\n')}\n${line}\ntrue`], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, served },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

describe('the install line', () => {
  it('passes id, code and fingerprint through the shell unchanged', () => {
    const { activationId, activationCode, caFingerprint } = enrolment
    expect(run(shellLine(enrolment, 'debian'), authority)).toBe(
      `<sudo><sh><-s><--><--id><${activationId}><--code><${activationCode}><--ca-fingerprint><${caFingerprint}>`,
    )
  })

  it.each(['bash', 'dash', 'zsh'].filter((shell) => existsSync(`/bin/${shell}`)))('needs no sudo as root, in %s', (shell) => {
    const line = shellLine(enrolment, 'debian')
    expect(run(line, authority, { user: 'root', shell: `/bin/${shell}` })).toMatch(/^<sh><-s><--><--id>/)
    expect(run(line, authority, { user: 'somebody', shell: `/bin/${shell}` })).toMatch(/^<sudo><sh><-s><--><--id>/)
  })

  it('is one line that checks the fingerprint before it runs anything', () => {
    const line = shellLine(enrolment, 'debian')
    expect(line).not.toContain('\n')
    expect(line.indexOf('sha256sum')).toBeLessThan(line.indexOf('install.sh'))
    expect(line).toContain(`${enrolment.url}/agent/install.sh`)
  })

  it('uses the hash program that the system has', () => {
    expect(shellLine(enrolment, 'macos')).toContain('shasum -a 256 |')
  })

  it.each([
    ['another authority', authority.replace('dGhl', 'VGhl')],
    ['a second certificate behind the right one', authority + authority],
    ['nothing', ''],
  ])('runs nothing when the server serves %s', (_name, served) => {
    expect(run(shellLine(enrolment, 'debian'), served)).toBe('')
  })
})

describe('other forms', () => {
  it('makes valid cloud-init with the same steps', () => {
    const document = parse(cloudInit({ ...enrolment, activationCode: 'plain' }, 'debian'))
    expect(document.runcmd[0]).toContain('--code plain')
    expect(document.runcmd[0]).toMatch(/^set -e\n/)
  })

  it('makes a valid Ansible task that keeps the code out of logs', () => {
    const [task] = parse(ansibleTask(enrolment, 'debian'))
    expect(task.no_log).toBe(true)
    expect(task['ansible.builtin.shell'].cmd).toContain('install.sh')
  })

  it('points every service of the stock agent at this server', () => {
    expect(JSON.parse(stockConfiguration(enrolment))).toEqual({
      Agent: { Region: 'eu-1' },
      Ssm: { Endpoint: enrolment.url },
      Mds: { Endpoint: enrolment.url },
      Mgs: { Endpoint: enrolment.url },
      Kms: { Endpoint: enrolment.url },
      S3: { Endpoint: enrolment.url },
    })
  })

  it('trusts the authority by the means of the system before it registers the stock agent', () => {
    const lines = stockLines({ ...enrolment, activationCode: 'plain-code' }, 'rhel')
    expect(lines).toContain('update-ca-trust')
    expect(lines).toContain(`-register -y -region eu-1 -id ${enrolment.activationId} -code plain-code`)
  })

  it('makes the stock agent join with sudo only where it is needed', () => {
    const asRoot = run(stockLines(enrolment, 'debian'), authority, { user: 'root' })
    expect(asRoot).toContain('<amazon-ssm-agent><-register>')
    expect(asRoot).not.toContain('sudo')
    expect(run(stockLines(enrolment, 'debian'), authority)).toContain('<sudo><amazon-ssm-agent><-register>')
  })

  it('leaves a machine alone that reached another server', () => {
    expect(run(stockLines(enrolment, 'debian'), '')).toBe('')
    expect(run(stockLines(enrolment, 'debian'), authority)).toContain(`<-code><${enrolment.activationCode}>`)
  })
})
