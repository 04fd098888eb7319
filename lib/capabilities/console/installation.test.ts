import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { createUser } from '#lib/capabilities/auth/operations/create-user'
import { findUserByEmail } from '#lib/capabilities/auth/store'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import type { Caller } from '#lib/platform/context'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import { loadRootKey } from '#lib/platform/secrets/root-key'
import { checkAddress } from './check-address'
import { describeInstallation } from './installation'
import { checkInstallationUrl } from './operations/check-installation-url'
import { confirmRecoveryKey } from './operations/confirm-recovery-key'
import { getInstallation } from './operations/get-installation'
import { getRecoveryKey } from './operations/get-recovery-key'
import { putInstallation } from './operations/put-installation'

describe('the set-up of an installation', () => {
  let test: TestContext
  let olga: Caller
  let password: string
  beforeAll(async () => {
    test = await testContext({ QUARTERDECK_URL: 'https://nowhere.invalid:3443' })
    const made = await test.call(createUser, { Email: 'olga@example.net', Role: 'owner' })
    password = made.Password
    const user = await findUserByEmail(test.ports, 'olga@example.net')
    olga = { ...testUser('owner'), userId: user?.id ?? '', email: 'olga@example.net' }
  })
  afterAll(() => test.close())

  const installation = async () => (await test.call(getInstallation, {}, testUser('viewer'))).Installation

  it('starts with no name and no confirmed key, and tells what the environment decided', async () => {
    expect(await installation()).toEqual({
      Name: undefined,
      AccountId: '000000000001',
      Region: 'local-1',
      Url: 'https://nowhere.invalid:3443',
      RootKeyFrom: 'file',
      RecoveryKeyConfirmedAt: undefined,
      RecoveryKeyConfirmedBy: undefined,
    })
  })

  it('gets a name from an owner', async () => {
    await test.call(putInstallation, { Name: 'Berlin fleet' })
    expect(await installation()).toMatchObject({ Name: 'Berlin fleet' })
    for (const Name of ['', ' ', ' Berlin', 'x'.repeat(61)])
      await expect(test.call(putInstallation, { Name })).rejects.toMatchObject({ code: 'ValidationException' })
  })

  it('is the business of owners alone', async () => {
    const calls = [
      test.call(putInstallation, { Name: 'x' }, testUser('operator')),
      test.call(getRecoveryKey, { Password: 'x' }, testUser('operator')),
      test.call(confirmRecoveryKey, { RecoveryKey: 'x' }, testUser('operator')),
      test.call(checkInstallationUrl, {}, testUser('operator')),
    ]
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'AccessDeniedException' })
  })

  it('gives the recovery key for the password alone, and it is a root key that opens what was sealed', async () => {
    for (const [Password, caller] of [
      ['not the password', olga],
      [password, testUser('owner')],
    ] as const)
      await expect(test.call(getRecoveryKey, { Password }, caller)).rejects.toMatchObject({ code: 'AccessDeniedException' })
    const { RecoveryKey } = await test.call(getRecoveryKey, { Password: password }, olga)
    const sealed = await test.ports.secrets.seal(Buffer.from('kept'), 'here')
    const restored = createRootKeySecrets(await loadRootKey('/nowhere', RecoveryKey))
    expect(Buffer.from(await restored.open(sealed, 'here')).toString()).toBe('kept')
    expect(JSON.stringify(test.audited)).not.toContain(password)
  })

  it('is not guessed: after five tries in a minute the right password must wait too', async () => {
    test.clock.advance(60_000)
    const tries = Array.from({ length: 5 }, () => test.call(getRecoveryKey, { Password: 'a guess' }, olga))
    for (const { status } of await Promise.allSettled(tries)) expect(status).toBe('rejected')
    const asked = () => test.call(getRecoveryKey, { Password: password }, olga)
    await expect(asked()).rejects.toMatchObject({ code: 'ThrottlingException' })
    test.clock.advance(60_000)
    expect(await asked()).toHaveProperty('RecoveryKey')
  })

  it('counts the key as kept when it was given back, for as long as it is the root key', async () => {
    await expect(test.call(confirmRecoveryKey, { RecoveryKey: `${'A'.repeat(43)}=` }, olga)).rejects.toMatchObject({
      code: 'ValidationException',
    })
    expect((await installation()).RecoveryKeyConfirmedAt).toBeUndefined()
    const { RecoveryKey } = await test.call(getRecoveryKey, { Password: password }, olga)
    await test.call(confirmRecoveryKey, { RecoveryKey: ` ${RecoveryKey}\n` }, olga)
    expect(await installation()).toMatchObject({
      RecoveryKeyConfirmedAt: test.clock.now(),
      RecoveryKeyConfirmedBy: expect.stringContaining('olga@example.net'),
    })
    const others = { ...test.ctx, secrets: createRootKeySecrets(new Uint8Array(32).fill(8)) }
    expect((await describeInstallation(others)).RecoveryKeyConfirmedAt).toBeUndefined()
  })

  it('cannot be called kept by a print that somebody made up', async () => {
    const SettingId = '/quarterdeck/installation/recovery-key-print'
    await test.call(updateServiceSetting, { SettingId, SettingValue: 'ab'.repeat(32) }, testUser('operator'))
    expect((await installation()).RecoveryKeyConfirmedAt).toBeUndefined()
  })

  it('says which check of the public address failed, and what to do', async () => {
    expect(await test.call(checkInstallationUrl, {})).toMatchObject({
      Url: 'https://nowhere.invalid:3443',
      Reachable: false,
      Failed: 'name',
      Message: expect.stringContaining('QUARTERDECK_URL'),
    })
  })
})

describe('the public address', () => {
  it('is not reachable where nothing, or no TLS, answers', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('not TLS\n', () => socket.destroy()))
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      }),
    )
    expect(await checkAddress(`https://127.0.0.1:${port}`, new Date())).toMatchObject({ Failed: 'connection' })
    await new Promise((resolve) => server.close(resolve))
    const closed = await checkAddress(`https://127.0.0.1:${port}`, new Date())
    expect(closed).toMatchObject({ Failed: 'connection', Message: expect.stringContaining('ECONNREFUSED') })
  })
})
