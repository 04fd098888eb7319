import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ansibleTask, cloudInit, type Enrolment, shellLine, stockConfiguration, stockLines } from './install-command'

const enrolment: Enrolment = {
  url: 'https://fleet.example.test:3443',
  region: 'eu-1',
  activationId: '0a1b2c3d-0000-4000-8000-000000000000',
  activationCode: "it's a $(touch /tmp/never) `code`",
  caFingerprint: 'ab'.repeat(32),
}

/** What a shell makes of a line when every program in it only prints its arguments. */
function argumentsOf(line: string): string {
  const stubs = ['curl', 'sudo', 'sh', 'sha256sum', 'shasum', 'mktemp']
    .map((name) => `${name}() { if [ $# -gt 0 ]; then printf '<%s>' ${name} "$@" >&2; printf '\\n' >&2; fi; }`)
    .join('\n')
  return execFileSync('bash', ['-c', `{ ${stubs}\n${line}\n} 2>&1`], { encoding: 'utf8' })
}

describe('the install line', () => {
  it('passes id, code and fingerprint through the shell unchanged', () => {
    const seen = argumentsOf(shellLine(enrolment, 'debian'))
    expect(seen).toContain(
      `<sudo><sh><-s><--><--id><${enrolment.activationId}><--code><${enrolment.activationCode}><--ca-fingerprint><${enrolment.caFingerprint}>`,
    )
  })

  it('is one line that checks the fingerprint before it runs anything', () => {
    const line = shellLine(enrolment, 'debian')
    expect(line).not.toContain('\n')
    expect(line.indexOf('sha256sum -c -')).toBeLessThan(line.indexOf('install.sh'))
    expect(line).toContain(`${enrolment.url}/agent/install.sh`)
  })

  it('uses the hash program that the system has', () => {
    expect(shellLine(enrolment, 'macos')).toContain('shasum -a 256 -c -')
  })

  it('stops when the downloaded authority is another one', () => {
    const line = shellLine(enrolment, 'debian')
    const other = `curl() { echo other > "\${4:-/dev/null}"; }; sudo() { echo RAN; }; ${line}; true`
    const seen = execFileSync('bash', ['-c', other], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    expect(seen).not.toContain('RAN')
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
})
