import { X509Certificate } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readFile, stat, statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import type { Command } from 'commander'
import { sql } from 'drizzle-orm'
import { checkSealedValues } from '#lib/capabilities/parameters/index'
import { type Config, readConfig } from '#lib/platform/config'
import { parseRootKeySettings } from '#lib/platform/secrets/root-key-settings'
import { type Installation, withInstallation } from './installation'
import { print } from './output'

/** One thing looked at. `advice` says what to do when it is not good. */
interface Finding {
  name: string
  state: 'good' | 'warning' | 'bad'
  text: string
  advice?: string
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Check clock, ports, data directory, database, certificates and agents, and say what to do.')
    .option('--json', 'machine-readable')
    .action(async (options: { json?: boolean }) => {
      const config = readConfig(process.env)
      const findings = [
        ...(await checkMachine(config)),
        ...(await withInstallation((installation) => checkInside(installation, config))),
      ]
      print(options, findings, () => findings.flatMap(linesOf))
      if (findings.some((finding) => finding.state === 'bad')) process.exitCode = 1
    })
}

const marks = { good: 'ok  ', warning: 'warn', bad: 'BAD ' }

function linesOf({ name, state, text, advice }: Finding): readonly string[] {
  return [`${marks[state]}  ${name.padEnd(16)} ${text}`, ...(advice ? [`      ${' '.repeat(17)}→ ${advice}`] : [])]
}

async function checkMachine(config: Config): Promise<readonly Finding[]> {
  return [await checkFolder(config), await checkSpace(config), await checkRootKey(config), ...(await checkCertificates(config))]
}

async function checkFolder({ dataDirectory }: Config): Promise<Finding> {
  const writable = await access(dataDirectory, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )
  if (writable) return { name: 'data directory', state: 'good', text: dataDirectory }
  const advice = 'Start Quarterdeck once, or set QUARTERDECK_DATA to the folder of the installation.'
  return { name: 'data directory', state: 'bad', text: `${dataDirectory} is missing or cannot be written`, advice }
}

async function checkSpace({ dataDirectory }: Config): Promise<Finding> {
  const space = await statfs(dataDirectory).catch(() => undefined)
  const free = space ? (space.bavail * space.bsize) / 1024 ** 3 : 0
  const text = `${free.toFixed(1)} GiB free`
  if (free >= 2) return { name: 'disk', state: 'good', text }
  return {
    name: 'disk',
    state: free > 0.5 ? 'warning' : 'bad',
    text,
    advice: 'Free some space: outputs, blobs and the database grow.',
  }
}

async function checkRootKey({ dataDirectory }: Config): Promise<Finding> {
  const { from } = parseRootKeySettings(process.env)
  if (from !== 'file') return { name: 'root key', state: 'good', text: `from ${from === 'kms' ? 'a KMS' : `the ${from}`}` }
  const found = await stat(path.join(dataDirectory, 'keys', 'root.key')).catch(() => undefined)
  if (!found) return { name: 'root key', state: 'warning', text: 'none yet', advice: 'It is made at the first start.' }
  if ((found.mode & 0o077) === 0) return { name: 'root key', state: 'good', text: 'only this user can read it' }
  return {
    name: 'root key',
    state: 'bad',
    text: 'other users can read it',
    advice: `chmod 600 ${path.join(dataDirectory, 'keys', 'root.key')}`,
  }
}

async function checkCertificates({ dataDirectory, url }: Config): Promise<readonly Finding[]> {
  const pem = await readFile(path.join(dataDirectory, 'tls', 'server.pem')).catch(() => undefined)
  if (!pem) return [{ name: 'certificate', state: 'warning', text: 'none yet', advice: 'It is made at the first start.' }]
  const certificate = new X509Certificate(pem)
  const days = Math.floor((Date.parse(certificate.validTo) - Date.now()) / 86_400_000)
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const fits = certificate.checkHost(host) ?? certificate.checkIP(host)
  if (!fits)
    return [
      {
        name: 'certificate',
        state: 'bad',
        text: `does not cover ${host}`,
        advice: 'Restart: it is made anew for the address in QUARTERDECK_URL.',
      },
    ]
  const state = days > 14 ? 'good' : 'bad'
  return [
    {
      name: 'certificate',
      state,
      text: `${host}, ${days} days left`,
      ...(days > 14 ? {} : { advice: 'Restart: it renews itself a month before its end.' }),
    },
  ]
}

async function checkInside({ ctx, wasRunning }: Installation, config: Config): Promise<readonly Finding[]> {
  const findings = [
    await checkDatabase(ctx),
    await checkBlobs(ctx),
    await checkClock(ctx),
    await checkSecrets(ctx),
    await checkNodes(ctx),
  ]
  if (!wasRunning) return [...findings, { name: 'server', state: 'warning', text: 'not running', advice: 'npm start' }]
  const ports = await Promise.all([
    checkPort('PORT', config.host, config.port),
    checkPort('TLS_PORT', config.host, config.tlsPort),
  ])
  return [...findings, ...ports]
}

async function checkDatabase({ db }: Installation['ctx']): Promise<Finding> {
  const { rows } = await db.execute<{ version: string; size: string }>(
    sql`select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
  )
  const { version = '?', size = '?' } = rows[0] ?? {}
  const isOld = Number.parseInt(version, 10) < 15
  if (isOld) return { name: 'database', state: 'bad', text: `Postgres ${version}`, advice: 'Postgres 15 or newer is needed.' }
  return { name: 'database', state: 'good', text: `Postgres ${version}, ${size}` }
}

/** Writes, reads and deletes one small blob, as the server does. */
export async function checkBlobs({ blobs, config }: Pick<Installation['ctx'], 'blobs' | 'config'>): Promise<Finding> {
  const place = config.blobs ? `${config.blobs.endpoint ?? ''}/${config.blobs.bucket}` : path.join(config.dataDirectory, 'blobs')
  const key = `doctor/${crypto.randomUUID()}`
  try {
    await blobs.put(key, Buffer.from('probe'))
    const found = await blobs.get(key)
    found?.content.destroy()
    await blobs.delete(key)
    if (found) return { name: 'blobs', state: 'good', text: place }
  } catch (cause) {
    const text = `${place}: ${cause instanceof Error ? cause.message || cause.name : String(cause)}`
    return { name: 'blobs', state: 'bad', text, advice: adviceForBlobs(config) }
  }
  return { name: 'blobs', state: 'bad', text: `${place} forgets what is written to it`, advice: adviceForBlobs(config) }
}

function adviceForBlobs({ blobs }: Config): string {
  return blobs
    ? 'Check host, bucket, keys and region in BLOBS_URL: the keys must be allowed to put, get, list and delete.'
    : 'Check the owner and the free space of the data directory.'
}

/** Signatures fail when clocks differ by more than five minutes. */
async function checkClock({ db, clock }: Installation['ctx']): Promise<Finding> {
  const { rows } = await db.execute<{ now: string }>(sql`select extract(epoch from clock_timestamp())::text as now`)
  const difference = Math.abs(Number(rows[0]?.now ?? 0) * 1000 - clock.now().getTime()) / 1000
  const text = `${difference.toFixed(1)} s away from the database's`
  if (difference < 5) return { name: 'clock', state: 'good', text }
  return {
    name: 'clock',
    state: difference < 120 ? 'warning' : 'bad',
    text,
    advice: 'Let NTP set both clocks: signatures are refused beyond 5 minutes.',
  }
}

/** Opens every sealed parameter, as a reader would. */
export async function checkSecrets(ctx: Installation['ctx']): Promise<Finding> {
  const { checked, failed, locked, problems } = await checkSealedValues(ctx)
  const [first] = problems
  if (failed > 0 && first) {
    const shown = problems.map(({ name: parameter, version }) => `${parameter}:${version}`).join(', ')
    return {
      name: 'sealed values',
      state: 'bad',
      text: `${failed} of ${checked} do not open: ${shown}`,
      advice: `${first.code}: ${first.message}`,
    }
  }
  const text = `${checked} open`
  if (locked === 0) return { name: 'sealed values', state: 'good', text }
  return {
    name: 'sealed values',
    state: 'warning',
    text: `${checked - locked} of ${checked} open; the keys of ${locked} are disabled or wait for their deletion`,
    advice:
      'Enable those keys, or cancel their deletion, before it is too late: aws kms enable-key, aws kms cancel-key-deletion.',
  }
}

async function checkNodes({ db, caller }: Installation['ctx']): Promise<Finding> {
  const { rows } = await db.execute<{ online: string; total: string }>(
    sql`select count(*) filter (where ping_status = 'Online')::text as online, count(*)::text as total
        from nodes where account_id = ${caller.accountId} and deregistered_at is null`,
  )
  const { online = '0', total = '0' } = rows[0] ?? {}
  const text = `${online} of ${total} online`
  if (online === total) return { name: 'agents', state: 'good', text }
  return {
    name: 'agents',
    state: 'warning',
    text,
    advice: 'The Nodes page lists those whose connection was lost, and since when.',
  }
}

function checkPort(setting: string, host: string, port: number): Promise<Finding> {
  const name = setting.toLowerCase().replace('_', ' ')
  return new Promise((resolve) => {
    const socket = connect({ host: host === '0.0.0.0' ? '127.0.0.1' : host, port, timeout: 3000 })
    const end = (finding: Finding) => {
      socket.destroy()
      resolve(finding)
    }
    const silent: Finding = {
      name,
      state: 'bad',
      text: `nothing answers on ${host}:${port}`,
      advice: `Is ${setting} the same as for npm start?`,
    }
    socket.once('connect', () => end({ name, state: 'good', text: `${host}:${port} answers` }))
    socket.once('timeout', () => end(silent))
    socket.once('error', () => end(silent))
  })
}
