import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/platform/context'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { describeInstanceInformation } from '#lib/capabilities/nodes/operations/describe-instance-information'
import { deregisterManagedInstance } from '#lib/capabilities/nodes/operations/deregister-managed-instance'
import { listTagsForResource } from '#lib/capabilities/tags/operations/list-tags-for-resource'
import { listAuditRecords } from '#lib/capabilities/audit/operations/list-audit-records'
import { attemptsAtOnce } from './model'
import { confirmNodeKey, findNodeKeys, openNodeCredentials } from './credentials'
import { createActivation } from './operations/create-activation'
import { deleteActivation } from './operations/delete-activation'
import { describeActivations } from './operations/describe-activations'
import { registerManagedInstance } from './operations/register-managed-instance'
import { requestManagedInstanceRoleToken } from './operations/request-managed-instance-role-token'
import { updateManagedInstancePublicKey } from './operations/update-managed-instance-public-key'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(() => test.close())

const publicKeys = [2048, 2048, 1024].map((modulusLength) => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength })
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
})
const [publicKey = '', otherKey = '', shortKey = ''] = publicKeys

const day = 86_400_000

function anonymous(sourceIp = '192.0.2.7'): Caller {
  return { kind: 'anonymous', accountId: test.ctx.config.accountId, sourceIp, userAgent: 'agent' }
}

function nodeCaller(nodeId: string): Caller {
  return { kind: 'node', accountId: test.ctx.config.accountId, sourceIp: '192.0.2.7', userAgent: 'agent', nodeId }
}

async function activate(input: object = {}) {
  const made = await test.call(createActivation, { IamRole: 'fleet', ...input })
  return { ActivationId: made.ActivationId ?? '', ActivationCode: made.ActivationCode ?? '' }
}

async function register(activation: object, options: { key?: string; from?: string } = {}): Promise<string> {
  const machine = { Fingerprint: 'fp-1', PublicKey: options.key ?? publicKey, PublicKeyType: 'Rsa' }
  const answer = await test.call(registerManagedInstance, { ...activation, ...machine }, anonymous(options.from))
  return answer.InstanceId
}

describe('CreateActivation', () => {
  it('answers an id and a code of 20 characters, and describes them without the code', async () => {
    const made = await activate({ Description: 'rack 7', DefaultInstanceName: 'web', Tags: [{ Key: 'env', Value: 'prod' }] })
    expect(made.ActivationCode).toMatch(/^[A-Z2-9]{20}$/)
    const filter = { Filters: [{ FilterKey: 'ActivationIds', FilterValues: [made.ActivationId] }] }
    const { ActivationList = [] } = await test.call(describeActivations, filter)
    expect(ActivationList).toMatchObject([
      {
        ActivationId: made.ActivationId,
        RegistrationLimit: 1,
        RegistrationsCount: 0,
        Expired: false,
        ExpirationDate: new Date(test.clock.now().getTime() + day),
        Tags: [{ Key: 'env', Value: 'prod' }],
      },
    ])
    expect(JSON.stringify(ActivationList)).not.toContain(made.ActivationCode)
  })

  it.each([
    ['more than 30 days ahead', 31 * day],
    ['in the past', -1],
  ])('refuses an expiry %s', async (_name, offset) => {
    const ExpirationDate = (test.clock.now().getTime() + offset) / 1000
    await expect(activate({ ExpirationDate })).rejects.toMatchObject({ code: 'InvalidParameters' })
  })

  it.each([
    ['without a role', { IamRole: undefined }],
    ['for 1001 nodes', { RegistrationLimit: 1001 }],
    ['with a reserved tag', { Tags: [{ Key: 'aws:x', Value: '' }] }],
  ])('is refused %s', async (_name, input) => {
    await expect(activate(input)).rejects.toMatchObject({ code: 'ValidationException' })
  })
})

describe('DescribeActivations', () => {
  it('pages through all, and filters by name and role', async () => {
    const ids = new Set<string>()
    for (let index = 0; index < 5; index += 1)
      ids.add((await activate({ DefaultInstanceName: 'paged', IamRole: 'paging' })).ActivationId)
    const Filters = [
      { FilterKey: 'DefaultInstanceName', FilterValues: ['paged'] },
      { FilterKey: 'IamRole', FilterValues: ['paging'] },
    ]
    const found: string[] = []
    let token: string | undefined
    do {
      const page = await test.call(describeActivations, { Filters, MaxResults: 2, ...(token && { NextToken: token }) })
      found.push(...(page.ActivationList ?? []).map((activation) => activation.ActivationId ?? ''))
      token = page.NextToken
    } while (token)
    expect(new Set(found)).toEqual(ids)
    expect(found).toHaveLength(5)
  })

  it('refuses a token that it did not make', async () => {
    await expect(test.call(describeActivations, { NextToken: 'nonsense' })).rejects.toMatchObject({ code: 'InvalidNextToken' })
  })
})

describe('RegisterManagedInstance', () => {
  it('makes a node with the name, the role and the tags of the activation', async () => {
    const activation = await activate({ DefaultInstanceName: 'web', Tags: [{ Key: 'env', Value: 'prod' }] })
    const nodeId = await register(activation)
    expect(nodeId).toMatch(/^mi-[0-9a-f]{17}$/)
    const Filters = [{ Key: 'InstanceIds', Values: [nodeId] }]
    const { InstanceInformationList } = await test.call(describeInstanceInformation, { Filters })
    expect(InstanceInformationList).toMatchObject([
      { InstanceId: nodeId, Name: 'web', IamRole: 'fleet', PingStatus: 'ConnectionLost', ActivationId: activation.ActivationId },
    ])
    const tags = await test.call(listTagsForResource, { ResourceType: 'ManagedInstance', ResourceId: nodeId })
    expect(tags.TagList).toEqual([{ Key: 'env', Value: 'prod' }])
  })

  it('lets no more nodes in than the limit says, however many come at once', async () => {
    const activation = await activate({ RegistrationLimit: 5 })
    const results = await Promise.allSettled(Array.from({ length: 25 }, () => register(activation, { from: '192.0.2.20' })))
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(20)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'InvalidActivation' })
    const Filters = [{ FilterKey: 'ActivationIds', FilterValues: [activation.ActivationId] }]
    const { ActivationList } = await test.call(describeActivations, { Filters })
    expect(ActivationList).toMatchObject([{ RegistrationsCount: 5 }])
  })

  it('refuses a wrong code, an unknown id, an expired and a deleted activation alike', async () => {
    const expired = await activate({ ExpirationDate: test.clock.now().getTime() / 1000 + 60 })
    const deleted = await activate()
    await test.call(deleteActivation, { ActivationId: deleted.ActivationId })
    test.clock.advance(61_000)
    const good = await activate()
    const wrong = [{ ...good, ActivationCode: 'A'.repeat(20) }, { ...good, ActivationId: crypto.randomUUID() }, expired, deleted]
    for (const activation of wrong) await expect(register(activation)).rejects.toMatchObject({ code: 'InvalidActivation' })
  })

  it.each([
    ['a short key', shortKey],
    ['no key', 'bm9uc2Vuc2U='],
  ])('refuses %s', async (_name, key) => {
    await expect(register(await activate(), { key })).rejects.toMatchObject({ code: 'ValidationException' })
  })

  it('slows an address down that tries too often, and counts refused attempts', async () => {
    const wrong = { ActivationId: crypto.randomUUID(), ActivationCode: 'A'.repeat(20) }
    const tries = await Promise.allSettled(
      Array.from({ length: attemptsAtOnce + 5 }, () => register(wrong, { from: '192.0.2.66' })),
    )
    const codes = tries.map((result) => (result.status === 'rejected' ? result.reason.code : 'ok'))
    expect(codes.filter((code) => code === 'ThrottlingException')).toHaveLength(5)
    await expect(register(wrong, { from: '192.0.2.67' })).rejects.toMatchObject({ code: 'InvalidActivation' })
    test.clock.advance(1000)
    await expect(register(wrong, { from: '192.0.2.66' })).rejects.toMatchObject({ code: 'InvalidActivation' })
  })

  it('takes as many as come from one address, when all are right', async () => {
    const activation = await activate({ RegistrationLimit: attemptsAtOnce + 20 })
    for (let n = 0; n < attemptsAtOnce + 20; n += 1) await register(activation, { from: '192.0.2.68' })
    const wrong = { ActivationId: crypto.randomUUID(), ActivationCode: 'A'.repeat(20) }
    await expect(register(wrong, { from: '192.0.2.68' })).rejects.toMatchObject({ code: 'InvalidActivation' })
  })

  it('is recorded as a write, with the activation but not its code', async () => {
    const activation = await activate()
    await register(activation)
    const { Records } = await test.call(listAuditRecords, { Action: 'RegisterManagedInstance', Access: 'write', MaxResults: 1 })
    expect(Records).toMatchObject([{ Result: 'ok', Resources: [expect.stringContaining(activation.ActivationId)] }])
    expect(JSON.stringify(Records)).not.toContain(activation.ActivationCode)
  })

  it('is closed to people', async () => {
    await expect(test.call(registerManagedInstance, {})).rejects.toMatchObject({ code: 'ValidationException' })
    const input = { ...(await activate()), Fingerprint: 'f', PublicKey: publicKey }
    await expect(test.call(registerManagedInstance, input)).rejects.toMatchObject({ code: 'AccessDeniedException' })
  })
})

describe('credentials of a node', () => {
  async function issue(nodeId: string) {
    return test.call(requestManagedInstanceRoleToken, { Fingerprint: 'fp-1' }, nodeCaller(nodeId))
  }

  it('open to the node, the secret and the expiry that were issued', async () => {
    const nodeId = await register(await activate())
    const issued = await issue(nodeId)
    expect(issued.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(issued.UpdateKeyPair).toBe(false)
    expect(await openNodeCredentials(test.ctx, issued.AccessKeyId, issued.SessionToken)).toEqual({
      nodeId,
      accountId: test.ctx.config.accountId,
      secretAccessKey: issued.SecretAccessKey,
      expires: issued.TokenExpirationDate,
    })
  })

  it('do not open with another key id, a changed token, or nonsense', async () => {
    const nodeId = await register(await activate())
    const issued = await issue(nodeId)
    const other = await issue(nodeId)
    const changed = `${issued.SessionToken.slice(0, -6)}AAAA==`
    expect(await openNodeCredentials(test.ctx, other.AccessKeyId, issued.SessionToken)).toBeUndefined()
    expect(await openNodeCredentials(test.ctx, issued.AccessKeyId, changed)).toBeUndefined()
    expect(await openNodeCredentials(test.ctx, issued.AccessKeyId, '')).toBeUndefined()
  })

  it('die with the deregistration of the node', async () => {
    const nodeId = await register(await activate())
    const issued = await issue(nodeId)
    await test.call(deregisterManagedInstance, { InstanceId: nodeId })
    expect(await openNodeCredentials(test.ctx, issued.AccessKeyId, issued.SessionToken)).toBeUndefined()
    expect(await findNodeKeys(test.ctx, nodeId)).toBeUndefined()
  })

  it('accept the old key until the first signature with the new one', async () => {
    const nodeId = await register(await activate())
    const change = { NewPublicKey: otherKey, NewPublicKeyType: 'Rsa' }
    await test.call(updateManagedInstancePublicKey, change, nodeCaller(nodeId))
    const both = (await findNodeKeys(test.ctx, nodeId))?.keys ?? []
    expect(both).toHaveLength(2)
    const [old, next] = both
    if (old) await confirmNodeKey(test.ctx, nodeId, old)
    expect((await findNodeKeys(test.ctx, nodeId))?.keys).toHaveLength(2)
    if (next) await confirmNodeKey(test.ctx, nodeId, next)
    const keys = (await findNodeKeys(test.ctx, nodeId))?.keys ?? []
    expect(keys.map((key) => key.export({ type: 'spki', format: 'der' }).toString('base64'))).toEqual([otherKey])
  })
})
