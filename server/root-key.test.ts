import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSigningKeys } from '#lib/capabilities/auth/index'
import { createAccessKey } from '#lib/capabilities/auth/operations/create-access-key'
import { createOwner } from '#lib/capabilities/auth/owner'
import { createSignIn, signInSecret } from '#lib/capabilities/auth/sign-in'
import { secondFactors } from '#lib/capabilities/auth/tables'
import { getParameter } from '#lib/capabilities/parameters/operations/get-parameter'
import { putParameter } from '#lib/capabilities/parameters/operations/put-parameter'
import { readConfig } from '#lib/platform/config'
import { type Ctx, systemContext } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { testDatabase } from '#lib/platform/db/testing/test-database'
import { createLog } from '#lib/platform/log'
import { parseRootKeySettings, type RootKeySettings } from '#lib/platform/secrets/root-key-settings'
import { openPorts } from './ports'
import { noteRootKey } from './root-key'
import { changeRootKey, commitChange, ownName, writeNext } from './root-key-change'
import { startTestServer, type TestServer } from './testing/test-server'

let folder: string
let database: Awaited<ReturnType<typeof testDatabase>>

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'qd-root-key-'))
  database = await testDatabase()
  vi.stubEnv('PGAPPNAME', ownName)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const keys = (name: string) => path.join(folder, 'keys', name)
const variables = [
  'QUARTERDECK_ROOT_KEY',
  'QUARTERDECK_ROOT_PASSPHRASE',
  'QUARTERDECK_ROOT_KMS_KEY',
  'QUARTERDECK_ROOT_KMS_ENDPOINT',
]

/** One life of the program with these settings. */
async function run<T>(env: Readonly<Record<string, string>>, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  for (const name of variables) vi.stubEnv(name, env[name])
  const connection = { connection: database.connection, lost: new Promise<void>(() => {}), stop: async () => {} }
  const open = await openPorts(readConfig({ QUARTERDECK_DATA: folder }), connection, createLog('silent'))
  try {
    return await work(systemContext(open.ports, new AbortController().signal))
  } finally {
    await open.close()
  }
}

const owner = { email: 'maria@example.net', password: 'correct horse battery staple', name: 'Maria' }

/** A sealed parameter, an access key and a second factor. */
async function fill(ctx: Ctx): Promise<string> {
  await noteRootKey(ctx)
  await createOwner(ctx, createSignIn(ctx, false), owner)
  const secret = { Name: '/db/password', Value: 'hunter2', Type: 'SecureString' as const }
  return transact(ctx, async (tx) => {
    await putParameter.handle(tx, secret)
    const [sealed, backupCodes] = await Promise.all(
      ['otp seed', '["codes"]'].map((data) => symmetricEncrypt({ key: signInSecret(tx.secrets), data })),
    )
    await tx.db.insert(secondFactors).values({ id: 'one', userId: 'one', secret: sealed ?? '', backupCodes: backupCodes ?? '' })
    return (await createAccessKey.handle(tx, { Email: owner.email })).AccessKeyId
  })
}

async function opensAll(ctx: Ctx, accessKeyId: string): Promise<void> {
  const { Parameter } = await getParameter.handle(ctx, { Name: '/db/password', WithDecryption: true })
  expect(Parameter?.Value).toBe('hunter2')
  const signing = createSigningKeys(ctx)
  expect((await signing.find(accessKeyId))?.secretAccessKey).toHaveLength(40)
  signing.close()
  const [factor] = await ctx.db.select().from(secondFactors).where(eq(secondFactors.id, 'one'))
  expect(await symmetricDecrypt({ key: signInSecret(ctx.secrets), data: factor?.secret ?? '' })).toBe('otp seed')
}

const refused = (env: Readonly<Record<string, string>>, words: string) =>
  expect(run(env, async () => {})).rejects.toMatchObject({ name: 'RootKeyProblem', message: expect.stringContaining(words) })

const passphrase = { QUARTERDECK_ROOT_PASSPHRASE: 'a long enough passphrase' }
const toPassphrase: RootKeySettings = { from: 'passphrase', passphrase: passphrase.QUARTERDECK_ROOT_PASSPHRASE }
const given = { QUARTERDECK_ROOT_KEY: Buffer.alloc(32, 5).toString('base64') }

describe('a change of the root key', () => {
  it('from file to passphrase to environment and back to a file opens everything, and only with the new one', async () => {
    const id = await run({}, fill)
    const old = readFileSync(keys('root.key'))
    const changed = await run({}, (ctx) => changeRootKey(ctx, toPassphrase))
    expect(changed.resealed).toEqual({ count: 3, unreadable: 0 })
    expect(changed.kept).toHaveLength(1)
    expect(readFileSync(changed.kept[0] ?? '').equals(old)).toBe(true)
    await run(passphrase, (ctx) => opensAll(ctx, id))
    await refused({}, 'set QUARTERDECK_ROOT_PASSPHRASE')
    await refused({ QUARTERDECK_ROOT_PASSPHRASE: 'a wrong passphrase' }, 'is not the passphrase')
    await refused({ QUARTERDECK_ROOT_KEY: old.toString('base64') }, 'is not the root key of this installation')
    await run(passphrase, (ctx) => changeRootKey(ctx, { from: 'environment', key: given.QUARTERDECK_ROOT_KEY }))
    await run(given, (ctx) => opensAll(ctx, id))
    await run(given, (ctx) => changeRootKey(ctx, { from: 'file' }))
    await run({}, (ctx) => opensAll(ctx, id))
    await refused(given, 'is not the root key of this installation')
  })

  it('that was killed before it was committed leaves the old one, and runs again', async () => {
    const id = await run({}, fill)
    await run({}, (ctx) => writeNext(ctx, { from: 'file' }))
    expect(existsSync(keys('root.key.next'))).toBe(true)
    await run({}, (ctx) => opensAll(ctx, id))
    await run({}, (ctx) => changeRootKey(ctx, { from: 'file' }))
    expect(existsSync(keys('root.key.next'))).toBe(false)
    await run({}, (ctx) => opensAll(ctx, id))
  })

  it.each([
    ['file', { from: 'file' } as const, {}],
    ['passphrase', toPassphrase, passphrase],
  ])('to a %s that was killed when it was committed is finished by the next start', async (_what, target, env) => {
    const id = await run({}, fill)
    await run({}, async (ctx) => commitChange(ctx, await writeNext(ctx, target), target))
    await run(env, (ctx) => opensAll(ctx, id))
    await run(env, (ctx) => opensAll(ctx, id))
  })

  it('that fails in the middle changes nothing', async () => {
    const id = await run({}, fill)
    const failing = run({}, async (ctx) => {
      const key = await writeNext(ctx, { from: 'file' })
      await transact(ctx, async (tx) => {
        await commitChange(tx, key, { from: 'file' })
        throw new Error('the power went')
      })
    })
    await expect(failing).rejects.toThrow('the power went')
    await run({}, (ctx) => opensAll(ctx, id))
  })

  it('is refused while another process is connected', async () => {
    await run({}, fill)
    await database.pool.query('select 1')
    const other = await database.pool.connect()
    await other.query("set application_name = 'quarterdeck 4711'")
    await expect(run({}, (ctx) => changeRootKey(ctx, { from: 'file' }))).rejects.toThrow('quarterdeck 4711')
    other.release()
  })
})

describe('a lost root key', () => {
  it('is said at the start, and no new one is made in its place', async () => {
    await run({}, fill)
    const key = readFileSync(keys('root.key'))
    rmSync(keys('root.key'))
    await refused({}, 'root.key is missing')
    expect(existsSync(keys('root.key'))).toBe(false)
    writeFileSync(keys('root.key'), Buffer.alloc(32, 9), { mode: 0o600 })
    await refused({}, 'is not the root key of this installation')
    await run({ QUARTERDECK_ROOT_KEY: key.toString('base64') }, async () => {})
  })

  it('with a passphrase from the first start needs its file too', async () => {
    const id = await run(passphrase, fill)
    expect(existsSync(keys('root.key'))).toBe(false)
    await run(passphrase, (ctx) => opensAll(ctx, id))
    rmSync(keys('root.json'))
    await refused(passphrase, 'root.json is missing')
    writeFileSync(keys('root.json'), '{"kind":')
    await refused(passphrase, 'is damaged')
  })
})

describe('settings', () => {
  it.each([
    [{ QUARTERDECK_ROOT_KEY: 'x', QUARTERDECK_ROOT_PASSPHRASE: 'y' }, 'Set only one'],
    [{ QUARTERDECK_ROOT_PASSPHRASE: 'short' }, 'at least 12 characters'],
    [{ QUARTERDECK_ROOT_KMS_KEY: 'alias/x', QUARTERDECK_ROOT_KMS_ENDPOINT: 'nowhere' }, 'must be an address'],
  ])('%j are refused: %s', (env, words) => {
    expect(() => parseRootKeySettings(env)).toThrow(words)
  })
})

describe('a root key in a KMS', () => {
  let kms: TestServer
  let KeyId: string
  beforeAll(async () => {
    kms = await startTestServer()
    const made = await kms.aws('TrentService.CreateKey', {}, { service: 'kms' })
    KeyId = String((made.body['KeyMetadata'] as { KeyId?: string }).KeyId)
  })
  afterAll(() => kms?.close())

  it('opens with the key of a second server, and says what the KMS says when it does not', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', kms.key.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', kms.key.secretAccessKey)
    const env = { QUARTERDECK_ROOT_KMS_KEY: KeyId, QUARTERDECK_ROOT_KMS_ENDPOINT: kms.url }
    const id = await run({}, fill)
    await run({}, (ctx) => changeRootKey(ctx, parseRootKeySettings(env)))
    expect(existsSync(keys('root.key'))).toBe(false)
    await run(env, (ctx) => opensAll(ctx, id))
    await kms.aws('TrentService.DisableKey', { KeyId }, { service: 'kms' })
    await refused(env, 'DisabledException')
    await kms.aws('TrentService.EnableKey', { KeyId }, { service: 'kms' })
    await run(env, (ctx) => changeRootKey(ctx, { from: 'file' }))
    await run({}, (ctx) => opensAll(ctx, id))
  })
})
