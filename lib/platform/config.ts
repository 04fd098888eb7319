import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import type { S3Settings } from './blobs/s3-blobs'
import { parseS3Url, s3UrlForm } from './blobs/s3-url'
import { type Limits, parseLimits } from './limits'
import { parseRoles, type ProcessRole, processRoles } from './roles'

/** Every setting of the server, parsed once. README.md lists the same table. */
export interface Config {
  host: string
  /** http: console and API. */
  port: number
  /** https and wss: agents, plugins, also console and API. */
  tlsPort: number
  /** Public address without a trailing slash, put into certificates and copied commands. */
  url: string
  dataDirectory: string
  databaseUrl: string | undefined
  natsUrl: string | undefined
  /** A bucket for blobs; without it they are files in the data directory. */
  blobs: S3Settings | undefined
  roles: ReadonlySet<ProcessRole>
  region: string
  accountId: string
  localNode: boolean
  owner: { email: string; password: string } | undefined
  limits: Limits
  metricsToken: string | undefined
  /** The root key, or what opens it, comes from the environment, so that somebody keeps it elsewhere already. */
  isRootKeyGiven: boolean
  logLevel: string
}

/** One clear sentence about a setting; the program prints it and exits with code 2. */
export class ConfigProblem extends Error {}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

export function isLoopback(host: string): boolean {
  return loopback.has(host) || /^127(\.\d{1,3}){3}$/.test(host)
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const host = env['HOST'] || '127.0.0.1'
  const port = portOf(env, 'PORT', 3000)
  const tlsPort = portOf(env, 'TLS_PORT', 3443)
  const roles = rolesOf(env)
  if (port === tlsPort) throw new ConfigProblem(`PORT and TLS_PORT are both ${port}: give them different numbers.`)
  return {
    host,
    port,
    tlsPort,
    url: urlOf(env['QUARTERDECK_URL'], host, tlsPort),
    dataDirectory: path.resolve(env['QUARTERDECK_DATA'] || defaultDataDirectory()),
    databaseUrl: schemeOf(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    natsUrl: schemeOf(env, 'NATS_URL', ['nats:', 'tls:']),
    blobs: blobsOf(env['BLOBS_URL']),
    region: matching(env, 'QUARTERDECK_REGION', {
      fallback: 'local-1',
      pattern: /^[A-Za-z0-9-]{1,100}$/,
      what: 'letters, digits and hyphens',
    }),
    accountId: matching(env, 'QUARTERDECK_ACCOUNT', {
      fallback: '000000000001',
      pattern: /^\d{12}$/,
      what: 'exactly 12 digits',
    }),
    roles,
    localNode: localNodeOf(env, host, roles),
    owner: ownerOf(env),
    limits: limitsOf(env),
    metricsToken: env['QUARTERDECK_METRICS_TOKEN'] || undefined,
    isRootKeyGiven: Boolean(env['QUARTERDECK_ROOT_KEY'] || env['QUARTERDECK_ROOT_PASSPHRASE'] || env['QUARTERDECK_ROOT_KMS_KEY']),
    logLevel: matching(env, 'QUARTERDECK_LOG', {
      fallback: 'info',
      pattern: /^(debug|info|warn|error|silent)$/,
      what: 'debug, info, warn, error or silent',
    }),
  }
}

function defaultDataDirectory(): string {
  // Postgres refuses to run as root, and the account that it then runs as cannot enter root's home.
  if (process.getuid?.() === 0) return '/var/lib/quarterdeck'
  return path.join(homedir() || tmpdir(), '.quarterdeck')
}

type Env = Readonly<Record<string, string | undefined>>

function portOf(env: Env, name: string, fallback: number): number {
  const text = env[name]
  if (!text) return fallback
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > 65535) {
    throw new ConfigProblem(`${name} is "${text}", but must be a port number from 1 to 65535.`)
  }
  return value
}

function urlOf(text: string | undefined, host: string, tlsPort: number): string {
  if (!text)
    return `https://${isLoopback(host) || host === '0.0.0.0' || host === '::' ? 'localhost' : addressIn(host)}:${tlsPort}`
  const url = URL.parse(text)
  if (!url || url.protocol !== 'https:' || url.pathname !== '/' || url.search) {
    throw new ConfigProblem(
      `QUARTERDECK_URL is "${text}", but must be an https address without a path, such as https://fleet.example.net:3443.`,
    )
  }
  return url.origin
}

/** A host as it stands in an address: an IPv6 one in brackets. */
export function addressIn(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function schemeOf(env: Env, name: string, schemes: readonly string[]): string | undefined {
  const text = env[name]
  if (!text) return undefined
  const url = URL.parse(text)
  if (!url || !schemes.includes(url.protocol)) {
    throw new ConfigProblem(`${name} must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}.`)
  }
  return text
}

function blobsOf(text: string | undefined): S3Settings | undefined {
  if (!text) return undefined
  const settings = parseS3Url(text)
  if (!settings) throw new ConfigProblem(`BLOBS_URL must be an address such as ${s3UrlForm}.`)
  return settings
}

function limitsOf(env: Env): Limits {
  const limits = parseLimits(env['QUARTERDECK_LIMITS'] ?? '')
  if (typeof limits === 'string') throw new ConfigProblem(`QUARTERDECK_LIMITS ${limits}`)
  return limits
}

/** Roles apart work only through what all processes share. */
function rolesOf(env: Env): ReadonlySet<ProcessRole> {
  const text = env['QUARTERDECK_ROLES'] || processRoles.join(',')
  const roles = parseRoles(text)
  if (!roles) throw new ConfigProblem(`QUARTERDECK_ROLES is "${text}", but must be some of ${processRoles.join(',')}.`)
  const missing = processRoles.find((role) => !roles.has(role))
  if (missing && !(env['DATABASE_URL'] && env['NATS_URL'])) {
    throw new ConfigProblem(
      `QUARTERDECK_ROLES leaves ${missing} to another process: set DATABASE_URL and NATS_URL to those that it uses too.`,
    )
  }
  return roles
}

/** The agent of this machine talks to this very process. */
function localNodeOf(env: Env, host: string, roles: ReadonlySet<ProcessRole>): boolean {
  const servesAgents = roles.has('api') && roles.has('gateway')
  const isWanted = switchOf(env, 'QUARTERDECK_LOCAL_NODE', isLoopback(host) && servesAgents)
  if (isWanted && !servesAgents)
    throw new ConfigProblem('QUARTERDECK_LOCAL_NODE is on, but this process lacks the roles api and gateway: switch it off.')
  return isWanted
}

interface Form {
  fallback: string
  pattern: RegExp
  /** Ends the sentence "… must be". */
  what: string
}

function matching(env: Env, name: string, { fallback, pattern, what }: Form): string {
  const text = env[name] || fallback
  if (!pattern.test(text)) throw new ConfigProblem(`${name} is "${text}", but must be ${what}.`)
  return text
}

function switchOf(env: Env, name: string, fallback: boolean): boolean {
  const text = env[name]
  if (!text) return fallback
  if (text !== 'on' && text !== 'off') throw new ConfigProblem(`${name} is "${text}", but must be on or off.`)
  return text === 'on'
}

function ownerOf(env: Env): Config['owner'] {
  const email = env['QUARTERDECK_OWNER_EMAIL']
  const password = env['QUARTERDECK_OWNER_PASSWORD']
  if (!email && !password) return undefined
  if (!email || !password)
    throw new ConfigProblem('QUARTERDECK_OWNER_EMAIL and QUARTERDECK_OWNER_PASSWORD go together: give both or neither.')
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new ConfigProblem(`QUARTERDECK_OWNER_EMAIL is "${email}", but must be an e-mail address.`)
  if (password.length < 12) throw new ConfigProblem('QUARTERDECK_OWNER_PASSWORD must have at least 12 characters.')
  return { email, password }
}
