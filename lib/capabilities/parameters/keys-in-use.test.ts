import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { createAlias } from '#lib/capabilities/keys/operations/create-alias'
import { createKey } from '#lib/capabilities/keys/operations/create-key'
import { listKeySummaries } from '#lib/capabilities/keys/operations/list-key-summaries'
import { scheduleKeyDeletion } from '#lib/capabilities/keys/operations/schedule-key-deletion'
import { countParametersOfKeys } from './operations/count-parameters-of-keys'
import { listParametersOfKey } from './operations/list-parameters-of-key'
import { putParameter } from './operations/put-parameter'
import { noteUses } from './uses'

let test: TestContext
let KeyId = ''
let other = ''
beforeAll(async () => {
  test = await testContext()
  const make = async () => (await test.call(createKey, { Tags: [{ TagKey: 'team', TagValue: 'pay' }] })).KeyMetadata?.KeyId ?? ''
  KeyId = await make()
  other = await make()
  await test.call(createAlias, { AliasName: 'alias/pay', TargetKeyId: KeyId })
  const put = (Name: string, key: string) =>
    test.call(putParameter, { Name, Value: 'x', Type: 'SecureString', KeyId: key, Overwrite: true })
  await put('/pay/b', KeyId)
  await put('/pay/b', KeyId)
  await put('/pay/a', KeyId)
  await put('/pay/a', other)
  await put('/pay/c', other)
  const reference = { text: 'ssm-secure:/pay/b', isSecure: true, name: '/pay/b' }
  await noteUses(test.ctx, [reference], { kind: 'command', id: 'c1', detail: 'Deploy' })
  await noteUses(test.ctx, [reference], { kind: 'command', id: 'c2', detail: 'Deploy' })
})
afterAll(async () => test.close())

describe('what a key seals', () => {
  it('is counted for several keys at once', async () => {
    expect(await test.call(countParametersOfKeys, { KeyIds: [KeyId, other, crypto.randomUUID()] })).toEqual({
      Keys: [
        { KeyId, Parameters: 2, Versions: 3 },
        { KeyId: other, Parameters: 2, Versions: 2 },
        { KeyId: expect.any(String), Parameters: 0, Versions: 0 },
      ],
    })
  })

  it('is listed page by page, with what referred to it', async () => {
    const first = await test.call(listParametersOfKey, { KeyId, MaxResults: 1 })
    expect(first.Parameters).toEqual([{ Name: '/pay/a', Present: false, Versions: 1, UsedBy: [] }])
    const second = await test.call(listParametersOfKey, { KeyId, MaxResults: 1, NextToken: first.NextToken })
    expect(second).toEqual({
      Parameters: [{ Name: '/pay/b', Present: true, Versions: 2, UsedBy: ['Deploy'] }],
      NextToken: undefined,
    })
    await expect(test.call(listParametersOfKey, { KeyId: 'alias/pay' })).rejects.toMatchObject({ code: 'ValidationException' })
    await expect(test.call(listParametersOfKey, { KeyId, NextToken: 'x' })).rejects.toMatchObject({ code: 'InvalidNextToken' })
  })
})

describe('the list of keys', () => {
  it('has the own key of the account and each with aliases, tags and state', async () => {
    await test.call(scheduleKeyDeletion, { KeyId: other, PendingWindowInDays: 7 })
    const { Keys } = await test.call(listKeySummaries, {}, testUser('viewer'))
    expect(Keys).toHaveLength(3)
    expect(Keys.find((key) => key.KeyManager === 'AWS')).toMatchObject({ Aliases: ['alias/aws/ssm'], RotationEnabled: true })
    expect(Keys.find((key) => key.KeyId === KeyId)).toMatchObject({
      Aliases: ['alias/pay'],
      KeyState: 'Enabled',
      RotationEnabled: false,
      Tags: [{ TagKey: 'team', TagValue: 'pay' }],
      Versions: 1,
    })
    expect(Keys.find((key) => key.KeyId === other)).toMatchObject({ KeyState: 'PendingDeletion', Aliases: [] })
  })

  it('comes page by page', async () => {
    const first = await test.call(listKeySummaries, { MaxResults: 2 })
    const second = await test.call(listKeySummaries, { MaxResults: 2, NextToken: first.NextToken })
    expect(first.Keys).toHaveLength(2)
    expect(second.Keys).toHaveLength(1)
    expect(second.NextToken).toBeUndefined()
  })
})
