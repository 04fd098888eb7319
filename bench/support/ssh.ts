/** The peer of Run Command: an sshd of its own on loopback, with its own keys, and warm connections to it. */
import { freePort } from '../../server/fleet/testing/free-port'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { startProgram, until } from './processes'
import { note } from './report'

export interface Ssh {
  /** In milliseconds: `true` on so many "hosts", 50 at a time. */
  runOnAll(count: number): Promise<number>
  stop(): Promise<void>
}

const sshd = '/usr/sbin/sshd'
/** Sessions are spread over this many warm connections; a fleet would have one to each host. */
const masters = 20

/** `undefined` where there is no sshd. */
export async function startSsh(parent: string): Promise<Ssh | undefined> {
  if (!existsSync(sshd)) return undefined
  const folder = path.join(parent, 'ssh')
  mkdirSync(folder, { mode: 0o700 })
  const port = await freePort()
  for (const name of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path.join(folder, name)])
  execFileSync('cp', [path.join(folder, 'user.pub'), path.join(folder, 'authorized_keys')])
  writeFileSync(path.join(folder, 'sshd_config'), serverSettings(folder, port))
  writeFileSync(path.join(folder, 'ssh_config'), clientSettings(folder, port))
  // sshd insists on this folder when it runs as root.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const daemon = startProgram(sshd, ['-D', '-f', path.join(folder, 'sshd_config')])
  const config = path.join(folder, 'ssh_config')
  try {
    await until('an answering sshd', 30_000, async () => warm(config, 0))
    await Promise.all(Array.from({ length: masters - 1 }, (_, index) => warm(config, index + 1)))
  } catch (thrown) {
    note(`no ssh to compare with: ${String(thrown)}`)
    await daemon.stop()
    return undefined
  }
  return {
    runOnAll: (count) => runOnAll(config, count),
    async stop() {
      for (let index = 0; index < masters; index += 1) quietly('ssh', ['-F', config, '-O', 'exit', `host${index}`])
      await daemon.stop()
    },
  }
}

function serverSettings(folder: string, port: number): string {
  const settings = {
    Port: port,
    ListenAddress: '127.0.0.1',
    HostKey: path.join(folder, 'host'),
    AuthorizedKeysFile: path.join(folder, 'authorized_keys'),
    PidFile: path.join(folder, 'sshd.pid'),
    PasswordAuthentication: 'no',
    UsePAM: 'no',
    StrictModes: 'no',
    PermitRootLogin: 'prohibit-password',
    // What somebody's own start-up files do must not count against ssh.
    SetEnv: `HOME=${folder}`,
    MaxSessions: 1000,
    MaxStartups: '100:30:200',
    LogLevel: 'ERROR',
  }
  return lines(settings)
}

function clientSettings(folder: string, port: number): string {
  const settings = {
    Hostname: '127.0.0.1',
    Port: port,
    User: userInfo().username,
    IdentityFile: path.join(folder, 'user'),
    IdentitiesOnly: 'yes',
    UserKnownHostsFile: '/dev/null',
    StrictHostKeyChecking: 'no',
    LogLevel: 'ERROR',
    ControlMaster: 'auto',
    ControlPath: path.join(folder, 'm-%n'),
    ControlPersist: 300,
  }
  return `Host host*\n${lines(settings)}`
}

const lines = (settings: object): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${String(value)}\n`)
    .join('')

async function warm(config: string, index: number): Promise<true | undefined> {
  const child = spawn('ssh', ['-F', config, '-o', 'BatchMode=yes', `host${index}`, 'true'], { stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0 ? true : undefined
}

function quietly(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

async function runOnAll(config: string, count: number): Promise<number> {
  const hosts = Array.from({ length: count }, (_, index) => `host${index % masters}`).join('\n')
  const since = performance.now()
  const child = spawn('xargs', ['-P', '50', '-I', '{}', 'ssh', '-F', config, '{}', 'true'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  child.stdin.end(`${hosts}\n`)
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`xargs ended with ${code}`)
  return performance.now() - since
}
