import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { deleteResourcePolicy } from './operations/delete-resource-policy'
import { getParameter } from './operations/get-parameter'
import { getParameters } from './operations/get-parameters'
import { getResourcePolicies } from './operations/get-resource-policies'
import { putParameter } from './operations/put-parameter'
import { putResourcePolicy } from './operations/put-resource-policy'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
  await test.call(putParameter, { Name: '/shared/x', Value: 'v', Type: 'String' })
})
afterAll(async () => test.close())

const ResourceArn = 'arn:aws:ssm:local-1:000000000001:parameter/shared/x'
const friend = { ...testUser(), accountId: '222222222222' }
const statement = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::222222222222:root' },
  Action: ['ssm:GetParameter'],
  Resource: ResourceArn,
  ...more,
})
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const put = (Policy: string, more: object = {}) => test.call(putResourcePolicy, { ResourceArn, Policy, ...more })

describe('a resource policy', () => {
  it('lets another account read the parameter by its ARN, as far and as long as it says', async () => {
    const read = () => test.call(getParameter, { Name: ResourceArn }, friend)
    await expect(read()).rejects.toMatchObject({ code: 'ParameterNotFound' })
    const { PolicyId, PolicyHash } = await put(policy(statement()))
    expect((await read()).Parameter).toMatchObject({ Name: '/shared/x', Value: 'v', ARN: ResourceArn })
    expect(await test.call(getParameters, { Names: [ResourceArn] }, friend)).toMatchObject({ InvalidParameters: [ResourceArn] })
    await expect(test.call(getParameter, { Name: '/shared/x' }, friend)).rejects.toMatchObject({ code: 'ParameterNotFound' })
    const stranger = { ...friend, accountId: '333333333333' }
    await expect(test.call(getParameter, { Name: ResourceArn }, stranger)).rejects.toMatchObject({ code: 'ParameterNotFound' })
    expect(await test.call(getResourcePolicies, { ResourceArn })).toEqual({
      Policies: [{ PolicyId, PolicyHash, Policy: policy(statement()) }],
    })
    await test.call(deleteResourcePolicy, { ResourceArn, PolicyId, PolicyHash })
    await expect(read()).rejects.toMatchObject({ code: 'ParameterNotFound' })
  })

  it('is replaced only by those who saw it last', async () => {
    const { PolicyId, PolicyHash } = await put(policy(statement()))
    const next = policy(statement({ Action: 'ssm:GetParameters' }))
    await expect(put(next, { PolicyId, PolicyHash: 'older' })).rejects.toMatchObject({ code: 'ResourcePolicyConflictException' })
    await expect(put(next, { PolicyId: 'none', PolicyHash })).rejects.toMatchObject({ code: 'ResourcePolicyNotFoundException' })
    expect(await put(next, { PolicyId, PolicyHash })).toMatchObject({
      PolicyId,
      PolicyHash: expect.not.stringMatching(PolicyHash ?? ''),
    })
    expect((await test.call(getResourcePolicies, { ResourceArn })).Policies).toHaveLength(1)
  })

  it.each([
    ['nonsense', 'nonsense'],
    ['no statement', '{}'],
    ['null', 'null'],
    ['a denial', policy(statement({ Effect: 'Deny' }))],
    ['everybody', policy(statement({ Principal: '*' }))],
    ['a person', policy(statement({ Principal: { AWS: 'arn:aws:iam::222222222222:user/x' } }))],
    ['a write', policy(statement({ Action: ['ssm:PutParameter'] }))],
    ['another resource', policy(statement({ Resource: '*' }))],
  ])('is refused when it says %s', async (_what, text) => {
    await expect(put(text)).rejects.toMatchObject({ code: 'MalformedResourcePolicyDocumentException' })
  })

  it.each([
    ['arn:aws:ssm:local-1:000000000001:parameter/none', 'ResourceNotFoundException'],
    ['arn:aws:ssm:local-1:222222222222:parameter/shared/x', 'ResourceNotFoundException'],
    ['arn:aws:ssm:local-1:000000000001:document/x', 'ResourcePolicyInvalidParameterException'],
  ])('of %s is %s', async (arn, code) => {
    await expect(test.call(getResourcePolicies, { ResourceArn: arn })).rejects.toMatchObject({ code })
    await expect(put(policy(statement()), { ResourceArn: arn })).rejects.toMatchObject({ code })
  })
})
