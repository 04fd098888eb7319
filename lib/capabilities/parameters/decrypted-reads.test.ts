import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { createKey } from '#lib/capabilities/keys/operations/create-key'
import { disableKey } from '#lib/capabilities/keys/operations/disable-key'
import { enableKey } from '#lib/capabilities/keys/operations/enable-key'
import { rotateKeyOnDemand } from '#lib/capabilities/keys/operations/rotate-key-on-demand'
import { scheduleKeyDeletion } from '#lib/capabilities/keys/operations/schedule-key-deletion'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import { getParameter } from './operations/get-parameter'
import { getParametersByPath } from './operations/get-parameters-by-path'
import { putParameter } from './operations/put-parameter'

let test: TestContext
let KeyId: string
beforeAll(async () => {
  test = await testContext()
  KeyId = (await test.call(createKey, {})).KeyMetadata?.KeyId ?? ''
  for (const name of ['one', 'two', 'three'])
    await test.call(putParameter, { Name: `/app/${name}`, Value: `secret ${name}`, Type: 'SecureString', KeyId })
})
afterAll(async () => test.close())

const read = async () => (await test.call(getParameter, { Name: '/app/one', WithDecryption: true })).Parameter?.Value
const readAll = async () =>
  (await test.call(getParametersByPath, { Path: '/app', WithDecryption: true })).Parameters?.map(({ Value }) => Value)

/** The statements sent to the database: outside transactions each takes a connection of the pool once. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { $client: pool } = test.ports.db as unknown as { $client: pg.Pool }
  let count = 0
  const note = () => {
    count += 1
  }
  pool.on('acquire', note)
  await work()
  pool.off('acquire', note)
  return count
}

describe('reading decrypted values', () => {
  it('takes one statement when the key is known, for one and for all below a path', async () => {
    expect(await read()).toBe('secret one')
    expect(await statementsOf(read)).toBe(1)
    expect(await statementsOf(readAll)).toBe(1)
  })

  it('goes on under the next version of the key', async () => {
    await test.call(rotateKeyOnDemand, { KeyId })
    await test.call(putParameter, { Name: '/app/one', Value: 'next', Overwrite: true })
    expect(await read()).toBe('next')
    expect(await readAll()).toEqual(['next', 'secret three', 'secret two'])
  })

  it('is refused from the moment that the key is disabled or waits for its deletion', async () => {
    await read()
    await test.call(disableKey, { KeyId })
    await expect(read()).rejects.toMatchObject({ code: 'InvalidKeyId', message: expect.stringContaining('DisabledException') })
    await expect(readAll()).rejects.toMatchObject({ code: 'InvalidKeyId' })
    await test.call(enableKey, { KeyId })
    expect(await read()).toBe('next')
    await test.call(scheduleKeyDeletion, { KeyId })
    await expect(read()).rejects.toMatchObject({
      code: 'InvalidKeyId',
      message: expect.stringContaining('KMSInvalidStateException'),
    })
  })

  it('never uses what another root key opened', async () => {
    await test.call(putParameter, { Name: '/own', Value: 'x', Type: 'SecureString' })
    await test.call(getParameter, { Name: '/own', WithDecryption: true })
    const secrets = createRootKeySecrets(new Uint8Array(32).fill(9))
    const call = getParameter.handle({ ...test.ctx, secrets }, { Name: '/own', WithDecryption: true })
    await expect(call).rejects.toMatchObject({ code: 'KeyUnavailableException' })
  })
})
