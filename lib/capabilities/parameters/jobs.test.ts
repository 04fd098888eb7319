import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { createKey } from '#lib/capabilities/keys/operations/create-key'
import { disableKey } from '#lib/capabilities/keys/operations/disable-key'
import { rotateKeyOnDemand } from '#lib/capabilities/keys/operations/rotate-key-on-demand'
import type { Ctx } from '#lib/platform/context'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import { checkSealedValues } from './index'
import { parameterJobs } from './jobs'
import { describeParameters } from './operations/describe-parameters'
import { getParameter } from './operations/get-parameter'
import { putParameter } from './operations/put-parameter'
import { listSealed } from './store/sealed'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const day = 86_400_000

async function runJob(kind: string): Promise<void> {
  const system: Ctx = { ...test.ctx, caller: { kind: 'system', accountId: 'nobody', sourceIp: '', userAgent: '' } }
  await parameterJobs[kind]?.(system, {})
}

const policy = (Type: string, Attributes: object) => ({ Type, Version: '1.0', Attributes })
const put = (Name: string, policies: unknown, more: object = {}) =>
  test.call(putParameter, {
    Name,
    Value: 'x',
    Type: 'String',
    Tier: 'Advanced',
    Policies: JSON.stringify(policies),
    Overwrite: true,
    ...more,
  })
const afterDays = (days: number) => new Date(test.clock.now().getTime() + days * day).toISOString()

/** The policies that were announced while the work was done. Read from the table: other tests of this Postgres hold readers back. */
async function announced(work: () => Promise<void>): Promise<unknown[]> {
  const before = await policyEvents()
  await work()
  return (await policyEvents()).slice(before.length)
}

async function policyEvents(): Promise<unknown[]> {
  const query = sql`select resource, data->>'policy' as policy from events where type = 'parameter.policy' order by txid, id`
  const { rows } = await test.ports.db.execute<{ resource: string; policy: string }>(query)
  return rows.map(({ resource, policy: type }) => [resource, type])
}

async function statusOf(name: string) {
  const { Parameters } = await test.call(describeParameters, { ParameterFilters: [{ Key: 'Name', Values: [name] }] })
  return Parameters?.[0]?.Policies?.map(({ PolicyType, PolicyStatus }) => [PolicyType, PolicyStatus])
}

describe('policies', () => {
  it('announce that a parameter will expire, and delete it in its time', async () => {
    await put('/exp', [
      policy('Expiration', { Timestamp: afterDays(10) }),
      policy('ExpirationNotification', { Before: '3', Unit: 'Days' }),
    ])
    expect(await announced(() => runJob('parameters.policies'))).toEqual([])
    test.clock.advance(7 * day)
    expect(await announced(() => runJob('parameters.policies'))).toEqual([['/exp', 'ExpirationNotification']])
    expect(await announced(() => runJob('parameters.policies'))).toEqual([])
    expect(await statusOf('/exp')).toEqual([
      ['Expiration', 'Pending'],
      ['ExpirationNotification', 'Finished'],
    ])
    test.clock.advance(3 * day)
    expect(await announced(() => runJob('parameters.policies'))).toEqual([['/exp', 'Expiration']])
    await expect(test.call(getParameter, { Name: '/exp' })).rejects.toMatchObject({ code: 'ParameterNotFound' })
  })

  it('announce once that nothing changed, counted from the last change', async () => {
    await put('/still', [policy('NoChangeNotification', { After: '20', Unit: 'Hours' })])
    test.clock.advance(10 * 3_600_000)
    await test.call(putParameter, { Name: '/still', Value: 'y', Overwrite: true })
    test.clock.advance(15 * 3_600_000)
    expect(await announced(() => runJob('parameters.policies'))).toEqual([])
    test.clock.advance(5 * 3_600_000)
    expect(await announced(() => runJob('parameters.policies'))).toEqual([['/still', 'NoChangeNotification']])
    expect(await announced(() => runJob('parameters.policies'))).toEqual([])
    await test.call(putParameter, { Name: '/still', Value: 'z', Overwrite: true })
    expect(await statusOf('/still')).toEqual([['NoChangeNotification', 'Pending']])
  })

  it.each([[[]], [[{}]]])('are removed by %j, and replaced as a whole', async (none) => {
    await put('/replaced', [policy('NoChangeNotification', { After: '1', Unit: 'Days' })])
    await put('/replaced', none)
    expect(await statusOf('/replaced')).toEqual([])
  })

  const expiry = () => policy('Expiration', { Timestamp: '2999-01-01T00:00:00Z' })
  it.each([
    ['no list', { Type: 'Expiration' }, 'InvalidPolicyTypeException'],
    ['an unknown type', [policy('Rotation', {})], 'InvalidPolicyTypeException'],
    ['another version', [{ ...expiry(), Version: '2.0' }], 'InvalidPolicyAttributeException'],
    ['a time that is none', [policy('Expiration', { Timestamp: 'tomorrow' })], 'InvalidPolicyAttributeException'],
    ['a time that is over', [policy('Expiration', { Timestamp: '2001-01-01T00:00:00Z' })], 'InvalidPolicyAttributeException'],
    ['an unknown unit', [policy('NoChangeNotification', { After: '1', Unit: 'Weeks' })], 'InvalidPolicyAttributeException'],
    ['a number that is none', [policy('NoChangeNotification', { After: '0', Unit: 'Days' })], 'InvalidPolicyAttributeException'],
    ['two expirations', [expiry(), expiry()], 'IncompatiblePolicyException'],
    [
      'a notice without expiration',
      [policy('ExpirationNotification', { Before: '1', Unit: 'Days' })],
      'IncompatiblePolicyException',
    ],
    [
      'too many',
      Array.from({ length: 11 }, () => policy('NoChangeNotification', { After: '1', Unit: 'Days' })),
      'PoliciesLimitExceededException',
    ],
  ])('refuse %s', async (_what, policies, code) => {
    await expect(put('/never', policies)).rejects.toMatchObject({ code })
  })
})

describe('sealed values', () => {
  it('move to the new version of a rotated key in the background, and stay the same', async () => {
    const { KeyMetadata } = await test.call(createKey, {})
    const KeyId = KeyMetadata?.KeyId ?? ''
    const secret = (Name: string, Value: string) =>
      test.call(putParameter, { Name, Value, Type: 'SecureString', KeyId, Overwrite: true })
    await secret('/rotated', 'one')
    await secret('/rotated', 'two')
    await test.call(rotateKeyOnDemand, { KeyId })
    await secret('/rotated', 'three')
    const versions = async () =>
      (await listSealed(test.ctx, { sealingKeyId: KeyId, after: undefined, limit: 10 })).map((row) => row.sealingKeyVersion)
    expect(await versions()).toEqual([1, 1, 2])
    await runJob('parameters.rewrap')
    expect(await versions()).toEqual([2, 2, 2])
    for (const [Name, Value] of [
      ['/rotated:1', 'one'],
      ['/rotated:2', 'two'],
      ['/rotated', 'three'],
    ])
      expect((await test.call(getParameter, { Name, WithDecryption: true })).Parameter).toMatchObject({ Value })
  })

  it('are all opened by the check, which tells lost ones from locked ones', async () => {
    const { KeyMetadata } = await test.call(createKey, {})
    await test.call(putParameter, { Name: '/locked', Value: 'x', Type: 'SecureString', KeyId: KeyMetadata?.KeyId })
    expect(await checkSealedValues(test.ctx)).toMatchObject({ failed: 0, locked: 0, problems: [] })
    await test.call(disableKey, { KeyId: KeyMetadata?.KeyId })
    const { checked, ...rest } = await checkSealedValues(test.ctx)
    expect(rest).toEqual({ failed: 0, locked: 1, problems: [] })
    const secrets = createRootKeySecrets(new Uint8Array(32).fill(9))
    const lost = await checkSealedValues({ ...test.ctx, secrets })
    expect(lost).toMatchObject({ checked, failed: checked - 1, locked: 1 })
    expect(lost.problems[0]).toMatchObject({ code: 'KeyUnavailableException' })
  })
})
