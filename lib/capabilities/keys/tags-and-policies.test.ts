import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { createKey } from './operations/create-key'
import { getKeyPolicy } from './operations/get-key-policy'
import { listResourceTags } from './operations/list-resource-tags'
import { putKeyPolicy } from './operations/put-key-policy'
import { scheduleKeyDeletion } from './operations/schedule-key-deletion'
import { tagResource } from './operations/tag-resource'
import { untagResource } from './operations/untag-resource'

let test: TestContext
let KeyId: string
beforeAll(async () => {
  test = await testContext()
  KeyId = (await test.call(createKey, { Tags: [{ TagKey: 'team', TagValue: 'ops' }] })).KeyMetadata?.KeyId ?? ''
})
afterAll(async () => test.close())

const refused = (call: Promise<unknown>, code: string) => expect(call).rejects.toMatchObject({ code })
const tag = (TagKey: string, TagValue = '') => ({ TagKey, TagValue })

describe('tags of a key', () => {
  it('are added, replaced, listed in pages and taken away', async () => {
    await test.call(tagResource, { KeyId, Tags: [tag('team', 'db'), tag('env', 'prod'), tag('cost')] })
    const first = await test.call(listResourceTags, { KeyId, Limit: 2 })
    expect(first).toMatchObject({ Tags: [tag('cost'), tag('env', 'prod')], Truncated: true })
    const rest = await test.call(listResourceTags, { KeyId, Limit: 2, Marker: first.NextMarker })
    expect(rest).toEqual({ Tags: [tag('team', 'db')], Truncated: false, NextMarker: undefined })
    await test.call(untagResource, { KeyId, TagKeys: ['cost', 'never'] })
    expect((await test.call(listResourceTags, { KeyId })).Tags).toEqual([tag('env', 'prod'), tag('team', 'db')])
  })

  it('are refused when reserved, given twice, too many, of a key of Quarterdeck, or by viewers', async () => {
    await refused(test.call(tagResource, { KeyId, Tags: [tag('aws:x')] }), 'TagException')
    await refused(test.call(tagResource, { KeyId, Tags: [tag('x'), tag('x')] }), 'TagException')
    const many = Array.from({ length: 49 }, (_, index) => tag(`t${index}`))
    await refused(test.call(tagResource, { KeyId, Tags: many }), 'LimitExceededException')
    await refused(test.call(tagResource, { KeyId, Tags: [tag('x')] }, testUser('viewer')), 'AccessDeniedException')
    await refused(test.call(tagResource, { KeyId: crypto.randomUUID(), Tags: [tag('x')] }), 'NotFoundException')
    await refused(test.call(listResourceTags, { KeyId, Marker: 'x' }), 'InvalidMarkerException')
  })
})

describe('the policy of a key', () => {
  it('is the one of the real service until another is put', async () => {
    const { Policy, PolicyName } = await test.call(getKeyPolicy, { KeyId })
    expect(PolicyName).toBe('default')
    expect(JSON.parse(Policy ?? '')).toMatchObject({ Statement: [{ Principal: { AWS: 'arn:aws:iam::000000000001:root' } }] })
    const own = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
    })
    await test.call(putKeyPolicy, { KeyId, PolicyName: 'default', Policy: own })
    expect(await test.call(getKeyPolicy, { KeyId, PolicyName: 'default' })).toEqual({ Policy: own, PolicyName: 'default' })
  })

  it.each([
    ['{', 'MalformedPolicyDocumentException'],
    ['7', 'MalformedPolicyDocumentException'],
    ['{}', 'MalformedPolicyDocumentException'],
    ['{"Statement":[{"Effect":"Maybe"}]}', 'MalformedPolicyDocumentException'],
    [`{"Statement":[{"Effect":"Allow"}]}${' '.repeat(32_768)}`, 'LimitExceededException'],
  ])('%.40s is refused with %s', (Policy, code) => refused(test.call(putKeyPolicy, { KeyId, Policy }), code))

  it('has no other name, and stays as it is while the key waits for its deletion', async () => {
    await refused(test.call(getKeyPolicy, { KeyId, PolicyName: 'other' }), 'NotFoundException')
    await test.call(scheduleKeyDeletion, { KeyId })
    await refused(test.call(putKeyPolicy, { KeyId, Policy: '{"Statement":[{"Effect":"Allow"}]}' }), 'KMSInvalidStateException')
    await refused(test.call(tagResource, { KeyId, Tags: [tag('x')] }), 'KMSInvalidStateException')
  })
})
