import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testContext, type TestContext, testUser } from '#lib/api/testing/test-context'
import { createSigningKeys } from './signing-keys'
import { createAccessKey } from './operations/create-access-key'
import { deleteAccessKey } from './operations/delete-access-key'
import { listAccessKeys } from './operations/list-access-keys'
import { updateAccessKey } from './operations/update-access-key'
import { users } from './tables'

describe('access keys', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
    const people = (['owner', 'operator', 'viewer'] as const).map((role) => {
      const { userId, email, accountId } = testUser(role)
      return { id: userId, name: role, email, homeAccount: accountId, role }
    })
    await test.ports.db.insert(users).values(people)
  })
  afterAll(() => test.close())

  const create = (role: 'owner' | 'operator' | 'viewer', input = {}) => test.call(createAccessKey, input, testUser(role))

  it('are found by their id with the secret that was shown once', async () => {
    const made = await create('viewer')
    const keys = createSigningKeys(test.ports)
    const found = await keys.find(made.AccessKeyId)
    expect(found).toMatchObject({ secretAccessKey: made.SecretAccessKey, user: { email: 'viewer@example.net', role: 'viewer' } })
    expect(made.AccessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/)
    keys.close()
  })

  it('keep their secret sealed: neither table nor audit has it in clear', async () => {
    const made = await create('operator')
    const { rows } = await test.ports.db.execute(
      `select k::text as row from access_keys k union all select a::text from audit_records a union all select e::text from events e`,
    )
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toContain(made.SecretAccessKey)
  })

  it('are forgotten at once when switched off or deleted', async () => {
    const keys = createSigningKeys(test.ports)
    const made = await create('owner')
    expect(await keys.find(made.AccessKeyId)).toBeDefined()
    await test.call(updateAccessKey, { AccessKeyId: made.AccessKeyId, Status: 'Inactive' })
    await test.ports.bus.flush()
    expect(await keys.find(made.AccessKeyId)).toBeUndefined()
    await test.call(updateAccessKey, { AccessKeyId: made.AccessKeyId, Status: 'Active' })
    await test.ports.bus.flush()
    expect(await keys.find(made.AccessKeyId)).toBeDefined()
    await test.call(deleteAccessKey, { AccessKeyId: made.AccessKeyId })
    await test.ports.bus.flush()
    expect(await keys.find(made.AccessKeyId)).toBeUndefined()
    keys.close()
  })

  it('switched off while they are read are not remembered', async () => {
    const made = await create('owner')
    const reading = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const { secrets } = test.ports
    const slow: typeof secrets = {
      ...secrets,
      async open(sealed, context) {
        reading.resolve()
        await held.promise
        return secrets.open(sealed, context)
      },
    }
    const keys = createSigningKeys({ ...test.ports, secrets: slow })
    const early = keys.find(made.AccessKeyId)
    await reading.promise
    await test.call(updateAccessKey, { AccessKeyId: made.AccessKeyId, Status: 'Inactive' })
    await test.ports.bus.flush()
    held.resolve()
    await early
    expect(await keys.find(made.AccessKeyId)).toBeUndefined()
    await test.call(deleteAccessKey, { AccessKeyId: made.AccessKeyId })
    keys.close()
  })

  it('of others are out of reach for everybody but an owner', async () => {
    const made = await create('viewer')
    await expect(test.call(deleteAccessKey, { AccessKeyId: made.AccessKeyId }, testUser('operator'))).rejects.toMatchObject({
      code: 'NoSuchEntityException',
    })
    await expect(create('operator', { Email: 'viewer@example.net' })).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await expect(test.call(deleteAccessKey, { AccessKeyId: made.AccessKeyId })).resolves.toEqual({})
  })

  it('are listed by page, own ones only for those who do not own', async () => {
    for (let count = 0; count < 3; count++) await create('owner')
    const first = await test.call(listAccessKeys, { MaxResults: 2 })
    expect(first.AccessKeys).toHaveLength(2)
    const rest = await test.call(listAccessKeys, { NextToken: first.NextToken })
    expect(rest.AccessKeys.length).toBeGreaterThanOrEqual(2)
    const own = await test.call(listAccessKeys, {}, testUser('operator'))
    expect(new Set(own.AccessKeys.map((key) => key.Email))).toEqual(new Set(['operator@example.net']))
    await expect(test.call(listAccessKeys, { NextToken: 'nonsense' })).rejects.toMatchObject({ code: 'InvalidNextToken' })
  })

  it('are at most five a person, also when made at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => create('viewer')))
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    const { AccessKeys } = await test.call(listAccessKeys, {}, testUser('viewer'))
    expect(AccessKeys).toHaveLength(5)
    expect(new Set(refused)).toEqual(new Set(['LimitExceededException']))
  })
})
