import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { everythingStored } from '#lib/api/testing/everything-stored'
import { createKey } from '#lib/capabilities/keys/operations/create-key'
import { createAlias } from '#lib/capabilities/keys/operations/create-alias'
import { decrypt } from '#lib/capabilities/keys/operations/decrypt'
import { disableKey } from '#lib/capabilities/keys/operations/disable-key'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { addTagsToResource } from '#lib/capabilities/tags/operations/add-tags-to-resource'
import { listTagsForResource } from '#lib/capabilities/tags/operations/list-tags-for-resource'
import { deleteParameter } from './operations/delete-parameter'
import { deleteParameters } from './operations/delete-parameters'
import { getParameter } from './operations/get-parameter'
import { getParameterHistory } from './operations/get-parameter-history'
import { getParameters } from './operations/get-parameters'
import { labelParameterVersion } from './operations/label-parameter-version'
import { putParameter } from './operations/put-parameter'
import { unlabelParameterVersion } from './operations/unlabel-parameter-version'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const put = (Name: string, Value: string, more: object = {}) =>
  test.call(putParameter, { Name, Value, Type: 'String', Overwrite: true, ...more })
const valueOf = async (Name: string) => (await test.call(getParameter, { Name })).Parameter?.Value
const refused = (call: Promise<unknown>, code: string, words = '') =>
  expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(words) })

describe('PutParameter and GetParameter', () => {
  it('keep a value, its version and what describes it', async () => {
    expect(await put('/Dev/DB/host', 'one')).toEqual({ Version: 1, Tier: 'Standard' })
    expect(await put('/Dev/DB/host', 'two')).toEqual({ Version: 2, Tier: 'Standard' })
    expect((await test.call(getParameter, { Name: '/Dev/DB/host' })).Parameter).toEqual({
      Name: '/Dev/DB/host',
      Type: 'String',
      Value: 'two',
      Version: 2,
      LastModifiedDate: test.clock.now(),
      ARN: 'arn:aws:ssm:local-1:000000000001:parameter/Dev/DB/host',
      DataType: 'text',
    })
  })

  it('take the type of the present version when none is given, and trim outer spaces of a name', async () => {
    await put(' list ', 'a,b', { Type: 'StringList' })
    await test.call(putParameter, { Name: 'list', Value: 'c', Overwrite: true })
    expect((await test.call(getParameter, { Name: 'list' })).Parameter).toMatchObject({ Type: 'StringList', Value: 'c' })
  })

  it('find a version, a label and an ARN, and say exactly which was asked for', async () => {
    await put('/sel/x', 'v1')
    await put('/sel/x', 'v2')
    await test.call(labelParameterVersion, { Name: '/sel/x', ParameterVersion: 1, Labels: ['prod'] })
    const arn = 'arn:aws:ssm:local-1:000000000001:parameter/sel/x'
    for (const [asked, Value, Selector] of [
      ['/sel/x', 'v2', undefined],
      ['/sel/x:1', 'v1', ':1'],
      ['/sel/x:prod', 'v1', ':prod'],
      [arn, 'v2', undefined],
      [`${arn}:prod`, 'v1', ':prod'],
      ['sel/x', 'v2', undefined],
    ] as const) {
      const { Parameter } = await test.call(getParameter, { Name: asked })
      expect(Parameter).toMatchObject({ Name: '/sel/x', Value })
      expect(Parameter?.Selector).toBe(Selector)
    }
    await refused(test.call(getParameter, { Name: '/sel/x:9' }), 'ParameterVersionNotFound', 'version 9 of /sel/x')
    await refused(test.call(getParameter, { Name: '/sel/x:99999999999' }), 'ParameterVersionNotFound')
    await refused(test.call(getParameter, { Name: '/sel/x:nobody' }), 'ParameterVersionNotFound', 'label nobody')
    await refused(test.call(getParameter, { Name: '/sel/y:1' }), 'ParameterNotFound')
  })

  it.each([
    ['a b', 'ValidationException'],
    ['/a//b', 'ValidationException'],
    ['a/b', 'ValidationException'],
    ['/a/', 'ValidationException'],
    ['käse', 'ValidationException'],
    ['awsome', 'ValidationException'],
    ['SSM-x', 'ValidationException'],
    ['/aws/x', 'AccessDeniedException'],
    ['/ssm/x', 'ValidationException'],
    ['/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16', 'HierarchyLevelLimitExceededException'],
    [`/${'x'.repeat(1000)}`, 'ValidationException'],
    ['arn:aws:ssm:local-1:000000000001:parameter/x', 'ValidationException'],
    ['', 'ValidationException'],
  ])('refuse the name %s with %s', (name, code) => refused(put(name, 'x'), code))

  it.each([
    ['an empty value', { Value: '' }, 'ValidationException'],
    ['no type', { Type: undefined }, 'ValidationException'],
    ['a nested reference', { Value: 'a {{ssm:b}} c' }, 'ValidationException'],
    ['more than 4 KiB', { Value: 'x'.repeat(4097) }, 'ValidationException'],
    ['more than 4 KiB of UTF-8', { Value: 'ü'.repeat(2049) }, 'ValidationException'],
    ['more than 8 KiB', { Value: 'x'.repeat(8193), Tier: 'Advanced' }, 'ValidationException'],
    ['a pattern that is none', { AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
    ['a pattern that takes for ever', { AllowedPattern: '(a+)+$' }, 'InvalidAllowedPatternException'],
    ['a pattern that does not fit', { AllowedPattern: '^\\d+$' }, 'ParameterPatternMismatchException'],
    ['an unknown data type', { DataType: 'text/plain' }, 'ValidationException'],
    ['an image that is none', { DataType: 'aws:ec2:image', Value: 'nginx' }, 'ValidationException'],
    ['a key for a plain value', { KeyId: 'alias/aws/ssm' }, 'ValidationException'],
    ['a key that is not there', { Type: 'SecureString', KeyId: 'alias/nowhere' }, 'InvalidKeyId'],
    ['policies in the standard tier', { Policies: noChange() }, 'ValidationException'],
    ['tags with overwrite', { Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException'],
    ['reserved tags', { Overwrite: false, Tags: [{ Key: 'aws:a', Value: 'b' }] }, 'ValidationException'],
  ])('refuse %s', async (_what, more, code) => {
    await refused(put('/refused', 'x', more), code)
    await refused(test.call(getParameter, { Name: '/refused' }), 'ParameterNotFound')
  })

  it('refuse what would change the type, the tier downwards, or an existing one unasked', async () => {
    await put('/fixed', 'x')
    await refused(put('/fixed', 'y', { Type: 'SecureString' }), 'HierarchyTypeMismatchException')
    await refused(put('/fixed', 'y', { Overwrite: false }), 'ParameterAlreadyExists', 'set the overwrite option')
    await refused(put('fixed', 'y', { Overwrite: false }), 'ParameterAlreadyExists')
    expect(await put('/fixed', 'y', { Tier: 'Advanced' })).toEqual({ Version: 2, Tier: 'Advanced' })
    expect(await put('/fixed', 'z')).toEqual({ Version: 3, Tier: 'Advanced' })
    await refused(put('/fixed', 'y', { Tier: 'Standard' }), 'ValidationException', "can't downgrade")
  })

  it('follow the tier that is the default, and the limits of each tier', async () => {
    const fresh = await testContext()
    const make = (Name: string, more: object = {}) => fresh.call(putParameter, { Name, Value: 'x', Type: 'String', ...more })
    const set = (SettingId: string, SettingValue: string) => fresh.call(updateServiceSetting, { SettingId, SettingValue })
    await set('/quarterdeck/parameters/max-standard', '2')
    await set('/quarterdeck/parameters/max-advanced', '2')
    await make('one')
    await make('two')
    await refused(make('three'), 'ParameterLimitExceeded', 'max-standard')
    await set('/ssm/parameter-store/default-parameter-tier', 'Intelligent-Tiering')
    expect(await make('three')).toMatchObject({ Tier: 'Advanced' })
    await set('/ssm/parameter-store/default-parameter-tier', 'Advanced')
    await make('four')
    await refused(make('five'), 'ParameterLimitExceeded', 'max-advanced')
    await fresh.close()
  })

  it('keep a hundred versions, and none beyond while the oldest has a label', async () => {
    for (let version = 1; version <= 100; version += 1) await put('/many', `v${version}`)
    await test.call(labelParameterVersion, { Name: '/many', ParameterVersion: 1, Labels: ['first'] })
    await refused(put('/many', 'more'), 'ParameterMaxVersionLimitExceeded', 'Version 1, the oldest version')
    await test.call(labelParameterVersion, { Name: '/many', Labels: ['first'] })
    expect(await put('/many', 'v101')).toMatchObject({ Version: 101 })
    await refused(test.call(getParameter, { Name: '/many:1' }), 'ParameterVersionNotFound')
    expect(await valueOf('/many:2')).toBe('v2')
  })

  it('never lose or repeat a version, whoever writes at the same time', async () => {
    const writers = Array.from({ length: 64 }, (_, index) => put('/contended', `w${index}`))
    const versions = (await Promise.all(writers)).map(({ Version }) => Version)
    expect(versions.sort((one, other) => Number(one) - Number(other))).toEqual(
      Array.from({ length: 64 }, (_, index) => index + 1),
    )
    const { Parameters = [] } = await test.call(getParameterHistory, { Name: '/contended', MaxResults: 50 })
    expect(new Set(Parameters.map(({ Value }) => Value)).size).toBe(50)
    const firsts = Array.from({ length: 16 }, () =>
      put('/first-wins', 'x', { Overwrite: false }).then(
        () => 1,
        () => 0,
      ),
    )
    expect((await Promise.all(firsts)).reduce<number>((sum, one) => sum + one, 0)).toBe(1)
  })
})

describe('SecureString', () => {
  it('is sealed by the key of alias/aws/ssm, with the ARN of the parameter as context', async () => {
    await put('/app/password', 'hunter2', { Type: 'SecureString' })
    expect((await test.call(getParameter, { Name: '/app/password', WithDecryption: true })).Parameter).toMatchObject({
      Type: 'SecureString',
      Value: 'hunter2',
    })
    const CiphertextBlob = (await valueOf('/app/password')) ?? ''
    expect(Buffer.from(CiphertextBlob, 'base64').length).toBeGreaterThan(100)
    const EncryptionContext = { PARAMETER_ARN: 'arn:aws:ssm:local-1:000000000001:parameter/app/password' }
    const opened = await test.call(decrypt, { CiphertextBlob, EncryptionContext })
    expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('hunter2')
    await refused(test.call(decrypt, { CiphertextBlob }), 'InvalidCiphertextException')
  })

  it('says with InvalidKeyId what is wrong with its key, and goes on when a disabled key is replaced', async () => {
    const { KeyMetadata } = await test.call(createKey, {})
    await test.call(createAlias, { AliasName: 'alias/mine', TargetKeyId: KeyMetadata?.KeyId })
    await put('/app/own', 'x', { Type: 'SecureString', KeyId: 'alias/mine' })
    await test.call(disableKey, { KeyId: KeyMetadata?.KeyId })
    const get = () => test.call(getParameter, { Name: '/app/own', WithDecryption: true })
    await refused(get(), 'InvalidKeyId', 'DisabledException')
    await put('/app/own', 'y', { Type: 'SecureString', KeyId: 'alias/aws/ssm' })
    expect((await get()).Parameter?.Value).toBe('y')
    await refused(test.call(getParameterHistory, { Name: '/app/own', WithDecryption: true }), 'InvalidKeyId')
    expect((await test.call(getParameterHistory, { Name: '/app/own' })).Parameters).toMatchObject([
      { KeyId: 'alias/mine', Version: 1 },
      { KeyId: 'alias/aws/ssm', Version: 2 },
    ])
  })

  it('is not decrypted for those who may only read', async () => {
    await put('/app/hidden', 'x', { Type: 'SecureString' })
    const get = (WithDecryption: boolean) => test.call(getParameter, { Name: '/app/hidden', WithDecryption }, testUser('viewer'))
    await refused(get(true), 'AccessDeniedException', 'kms:Decrypt')
    expect((await get(false)).Parameter).toMatchObject({ Type: 'SecureString' })
    await refused(
      test.call(putParameter, { Name: '/v', Value: 'x', Type: 'String' }, testUser('viewer')),
      'AccessDeniedException',
    )
  })
})

it('references to Secrets Manager are refused with the reason, alone and among others', async () => {
  const Name = '/aws/reference/secretsmanager/prod/db'
  await refused(test.call(getParameter, { Name, WithDecryption: true }), 'ParameterNotFound', 'SecureString instead')
  expect((await test.call(getParameters, { Names: [Name] })).InvalidParameters).toEqual([Name])
})

describe('GetParameters', () => {
  it('sorts what it finds, and names what it does not', async () => {
    await put('/b', 'b')
    await put('/a', 'a')
    const Names = ['/b', '/none', '/a:9', '/a', '///', '/a:1']
    const answer = await test.call(getParameters, { Names })
    expect(answer.Parameters?.map(({ Name, Selector }) => [Name, Selector])).toEqual([
      ['/a', undefined],
      ['/a', ':1'],
      ['/b', undefined],
    ])
    expect(answer.InvalidParameters).toEqual(['/none', '/a:9', '///'])
    await refused(
      test.call(getParameters, { Names: Array.from({ length: 11 }, (_, index) => `/n${index}`) }),
      'ValidationException',
    )
  })
})

describe('labels', () => {
  it('sit on one version and move, and bad ones come back without an error', async () => {
    for (const value of ['1', '2', '3']) await put('/lab', value)
    const label = (Labels: string[], ParameterVersion?: number) =>
      test.call(labelParameterVersion, { Name: '/lab', Labels, ParameterVersion })
    expect(await label(['prod', '1st', 'aws-x', 'SSM', 'a b'], 1)).toEqual({
      InvalidLabels: ['1st', 'aws-x', 'SSM', 'a b'],
      ParameterVersion: 1,
    })
    expect(await label(['prod', 'next'])).toEqual({ InvalidLabels: [], ParameterVersion: 3 })
    const { Parameters } = await test.call(getParameterHistory, { Name: '/lab' })
    expect(Parameters?.map(({ Labels }) => Labels)).toEqual([[], [], ['next', 'prod']])
    await refused(label(['x'], 9), 'ParameterVersionNotFound')
    await refused(test.call(labelParameterVersion, { Name: '/nolab', Labels: ['x'] }), 'ParameterNotFound')
    const gone = { Name: '/lab', ParameterVersion: 3, Labels: ['prod', 'never'] }
    expect(await test.call(unlabelParameterVersion, gone)).toEqual({ RemovedLabels: ['prod'], InvalidLabels: ['never'] })
    await refused(test.call(getParameter, { Name: '/lab:prod' }), 'ParameterVersionNotFound')
  })

  it('are at most ten a version', async () => {
    await put('/ten', 'x')
    const names = (from: number, count: number) => Array.from({ length: count }, (_, index) => `l${from + index}`)
    await test.call(labelParameterVersion, { Name: '/ten', Labels: names(0, 10) })
    await refused(test.call(labelParameterVersion, { Name: '/ten', Labels: ['more'] }), 'ParameterVersionLabelLimitExceeded')
    expect((await test.call(getParameterHistory, { Name: '/ten' })).Parameters?.[0]?.Labels).toEqual(names(0, 10))
  })
})

describe('the end of a parameter', () => {
  it('takes its versions, labels and tags along; a new one begins at version 1', async () => {
    await test.call(putParameter, { Name: '/gone', Value: 'x', Type: 'String', Tags: [{ Key: 'team', Value: 'ops' }] })
    await test.call(addTagsToResource, { ResourceType: 'Parameter', ResourceId: '/gone', Tags: [{ Key: 'a', Value: 'b' }] })
    const tags = () => test.call(listTagsForResource, { ResourceType: 'Parameter', ResourceId: '/gone' })
    expect((await tags()).TagList).toHaveLength(2)
    await put('/gone', 'y')
    await test.call(deleteParameter, { Name: '/gone' })
    await refused(test.call(deleteParameter, { Name: '/gone' }), 'ParameterNotFound')
    await refused(tags(), 'InvalidResourceId')
    expect(await put('/gone', 'z')).toMatchObject({ Version: 1 })
  })

  it('comes for several at once, and says which were there', async () => {
    await put('/d1', 'x')
    await put('/d2', 'x')
    expect(await test.call(deleteParameters, { Names: ['/d2', '/none', '/d1'] })).toEqual({
      DeletedParameters: ['/d2', '/d1'],
      InvalidParameters: ['/none'],
    })
  })
})

it('writes no secret into audit, events or errors', async () => {
  const secret = 'planted-secret'
  test.audited.length = 0
  await put('/masked', secret, { Type: 'SecureString' })
  await put('/masked', `${secret}-2`, { Type: 'SecureString', AllowedPattern: '^x$' }).catch(() => {})
  await put('/masked', secret, { Type: 'SecureString', Overwrite: false }).catch(() => {})
  await put('/masked', `${secret}${'x'.repeat(9000)}`, { Type: 'SecureString', Tier: 'Advanced' }).catch(() => {})
  await test.call(putParameter, { Name: '/masked', Value: [secret], Type: 'SecureString' }).catch(() => {})
  await test.call(getParameter, { Name: '/masked', WithDecryption: true })
  expect(test.audited.length).toBe(5)
  expect(JSON.stringify(test.audited).includes('planted')).toBe(false)
  expect((await everythingStored(test)).includes('planted')).toBe(false)
})

function noChange(): string {
  return JSON.stringify([{ Type: 'NoChangeNotification', Version: '1.0', Attributes: { After: '20', Unit: 'Days' } }])
}
