import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from './limits'
import { ConfigProblem, isLoopback, readConfig } from './config'

type Env = Record<string, string>

describe('settings', () => {
  it('have a default each, which suits one person on one machine', () => {
    expect(readConfig({ QUARTERDECK_DATA: '/data' })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      tlsPort: 3443,
      url: 'https://localhost:3443',
      dataDirectory: '/data',
      databaseUrl: undefined,
      natsUrl: undefined,
      blobs: undefined,
      roles: new Set(['console', 'api', 'gateway', 'worker']),
      region: 'local-1',
      accountId: '000000000001',
      localNode: true,
      owner: undefined,
      limits: defaultLimits,
      metricsToken: undefined,
      isRootKeyGiven: false,
      logLevel: 'info',
    })
  })

  it('take an empty value for an absent one, as compose files give it', () => {
    const names = ['HOST', 'PORT', 'TLS_PORT', 'QUARTERDECK_URL', 'DATABASE_URL', 'NATS_URL', 'QUARTERDECK_REGION']
    const more = ['QUARTERDECK_ACCOUNT', 'QUARTERDECK_LOCAL_NODE', 'QUARTERDECK_OWNER_EMAIL', 'QUARTERDECK_OWNER_PASSWORD']
    const empty = Object.fromEntries(
      [
        ...names,
        ...more,
        'QUARTERDECK_METRICS_TOKEN',
        'QUARTERDECK_LOG',
        'BLOBS_URL',
        'QUARTERDECK_ROLES',
        'QUARTERDECK_LIMITS',
        'QUARTERDECK_DATA',
      ].map((name) => [name, '']),
    )
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('are taken as given', () => {
    const env: Env = {
      HOST: '0.0.0.0',
      PORT: '80',
      TLS_PORT: '443',
      QUARTERDECK_URL: 'https://fleet.example.net/',
      QUARTERDECK_DATA: 'relative/data',
      DATABASE_URL: 'postgresql://user:word@db.example.net/fleet?sslmode=require',
      NATS_URL: 'tls://bus.example.net:4222',
      BLOBS_URL: 's3://key:word@store.example.net/fleet?region=eu-central-1',
      QUARTERDECK_REGION: 'eu-central-1',
      QUARTERDECK_ACCOUNT: '123456789012',
      QUARTERDECK_LOCAL_NODE: 'on',
      QUARTERDECK_ROLES: 'gateway, api',
      QUARTERDECK_OWNER_EMAIL: 'owner@example.net',
      QUARTERDECK_OWNER_PASSWORD: 'twelve chars',
      QUARTERDECK_METRICS_TOKEN: 'token',
      QUARTERDECK_LOG: 'debug',
      QUARTERDECK_LIMITS: 'requestMiB=3',
    }
    expect(readConfig(env)).toEqual({
      host: '0.0.0.0',
      port: 80,
      tlsPort: 443,
      url: 'https://fleet.example.net',
      dataDirectory: path.resolve('relative/data'),
      databaseUrl: env['DATABASE_URL'],
      natsUrl: env['NATS_URL'],
      blobs: {
        bucket: 'fleet',
        region: 'eu-central-1',
        endpoint: 'https://store.example.net',
        credentials: { accessKeyId: 'key', secretAccessKey: 'word' },
      },
      roles: new Set(['api', 'gateway']),
      region: 'eu-central-1',
      accountId: '123456789012',
      localNode: true,
      owner: { email: 'owner@example.net', password: 'twelve chars' },
      limits: { ...defaultLimits, requestMiB: 3 },
      metricsToken: 'token',
      isRootKeyGiven: false,
      logLevel: 'debug',
    })
  })

  it.each([
    ['127.0.0.1', 'https://localhost:3443', true],
    ['localhost', 'https://localhost:3443', true],
    ['::1', 'https://localhost:3443', true],
    ['127.0.0.53', 'https://localhost:3443', true],
    ['0.0.0.0', 'https://localhost:3443', false],
    ['::', 'https://localhost:3443', false],
    ['10.0.0.7', 'https://10.0.0.7:3443', false],
    ['fleet.example.net', 'https://fleet.example.net:3443', false],
  ])('bound to %s are public at %s, with this machine as a node: %s', (host, url, localNode) => {
    expect(readConfig({ HOST: host })).toMatchObject({ host, url, localNode })
    expect(isLoopback(host)).toBe(localNode)
  })

  const apart = { DATABASE_URL: 'postgres://db', NATS_URL: 'nats://bus' }
  const wrong: [Env, RegExp][] = [
    [{ PORT: 'http' }, /^PORT is "http", but must be a port number from 1 to 65535\.$/],
    [{ PORT: '0' }, /PORT is "0"/],
    [{ PORT: '65536' }, /PORT is "65536"/],
    [{ PORT: '80.5' }, /PORT is "80\.5"/],
    [{ TLS_PORT: '-1' }, /TLS_PORT is "-1"/],
    [{ PORT: '4000', TLS_PORT: '4000' }, /PORT and TLS_PORT are both 4000/],
    [{ TLS_PORT: '3000' }, /are both 3000/],
    [{ QUARTERDECK_URL: 'fleet.example.net' }, /must be an https address without a path/],
    [{ QUARTERDECK_URL: 'http://fleet.example.net' }, /must be an https address/],
    [{ QUARTERDECK_URL: 'https://fleet.example.net/path' }, /without a path/],
    [{ QUARTERDECK_URL: 'https://fleet.example.net/?a=b' }, /without a path/],
    [{ DATABASE_URL: 'mysql://db' }, /DATABASE_URL must be an address that begins with postgres:\/\/ or postgresql:\/\//],
    [{ DATABASE_URL: 'db.example.net' }, /DATABASE_URL must be an address/],
    [{ NATS_URL: 'http://bus' }, /NATS_URL must be an address that begins with nats:\/\/ or tls:\/\//],
    [{ BLOBS_URL: 'file:///blobs' }, /^BLOBS_URL must be an address such as s3:\/\/ACCESS_KEY:SECRET@HOST:PORT\/BUCKET/],
    [{ QUARTERDECK_LIMITS: 'days=1' }, /^QUARTERDECK_LIMITS has "days=1"/],
    [{ QUARTERDECK_ROLES: 'api,web' }, /QUARTERDECK_ROLES is "api,web", but must be some of console,api,gateway,worker/],
    [{ QUARTERDECK_ROLES: 'api', NATS_URL: 'nats://bus' }, /leaves console to another process: set DATABASE_URL and NATS_URL/],
    [{ ...apart, QUARTERDECK_ROLES: 'api', QUARTERDECK_LOCAL_NODE: 'on' }, /lacks the roles api and gateway/],
    [{ QUARTERDECK_REGION: 'eu central' }, /QUARTERDECK_REGION is "eu central", but must be letters, digits and hyphens/],
    [{ QUARTERDECK_ACCOUNT: '12345' }, /QUARTERDECK_ACCOUNT is "12345", but must be exactly 12 digits/],
    [{ QUARTERDECK_LOCAL_NODE: 'yes' }, /QUARTERDECK_LOCAL_NODE is "yes", but must be on or off/],
    [{ QUARTERDECK_LOG: 'loud' }, /QUARTERDECK_LOG is "loud", but must be debug, info, warn, error or silent/],
    [{ QUARTERDECK_OWNER_EMAIL: 'owner@example.net' }, /give both or neither/],
    [{ QUARTERDECK_OWNER_PASSWORD: 'twelve chars' }, /give both or neither/],
    [{ QUARTERDECK_OWNER_EMAIL: 'owner', QUARTERDECK_OWNER_PASSWORD: 'twelve chars' }, /must be an e-mail address/],
    [{ QUARTERDECK_OWNER_EMAIL: 'owner@example.net', QUARTERDECK_OWNER_PASSWORD: 'short' }, /at least 12 characters/],
  ]
  it.each(wrong)('refuse %j in one sentence', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigProblem)
    expect(() => readConfig(env)).toThrow(sentence)
  })

  it('never put a password into the sentence', () => {
    const password = 'hunter2'
    for (const env of [
      { DATABASE_URL: `mysql://user:${password}@db` },
      { NATS_URL: `http://user:${password}@bus` },
      { BLOBS_URL: `s3://user:${password}@store` },
      { QUARTERDECK_OWNER_PASSWORD: password },
    ]) {
      expect(() => readConfig(env)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(password) }))
    }
  })
})
