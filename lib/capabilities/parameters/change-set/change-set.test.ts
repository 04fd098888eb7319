import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everythingStored } from '#lib/api/testing/everything-stored'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { createKey } from '#lib/capabilities/keys/operations/create-key'
import { disableKey } from '#lib/capabilities/keys/operations/disable-key'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { listTagsForResource } from '#lib/capabilities/tags/operations/list-tags-for-resource'
import { listAuditRecords } from '#lib/capabilities/audit/operations/list-audit-records'
import { parameterJobs } from '../jobs'
import { applyParameterChanges } from '../operations/apply-parameter-changes'
import { checkParameterChanges } from '../operations/check-parameter-changes'
import { checkParameterRevert } from '../operations/check-parameter-revert'
import { deleteParameter } from '../operations/delete-parameter'
import { getParameter } from '../operations/get-parameter'
import { getParameterChangeSet } from '../operations/get-parameter-change-set'
import { getParameterHistory } from '../operations/get-parameter-history'
import { labelParameterVersion } from '../operations/label-parameter-version'
import { listParameterChangeSets } from '../operations/list-parameter-change-sets'
import { putParameter } from '../operations/put-parameter'
import { revertParameterChangeSet } from '../operations/revert-parameter-change-set'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const put = (Name: string, Value: string, more: object = {}) =>
  test.call(putParameter, { Name, Value, Type: 'String', Overwrite: !('Tags' in more), ...more })
const secret = (Name: string, Value: string, more: object = {}) => put(Name, Value, { Type: 'SecureString', ...more })
const valueOf = async (Name: string) =>
  (await test.call(getParameter, { Name, WithDecryption: true }).catch(() => undefined))?.Parameter?.Value
const versionOf = async (Name: string) => (await test.call(getParameter, { Name })).Parameter?.Version
const check = async (...Changes: object[]) => (await test.call(checkParameterChanges, { Changes })).Changes
const apply = async (Changes: object[], more: object = {}) =>
  (await test.call(applyParameterChanges, { Changes, ...more })).ChangeSet
const refused = (call: Promise<unknown>, code: string, words = '') =>
  expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(words) })

const string = (Name: string, Value: string, more: object = {}) => ({ Action: 'Put', Name, Value, Type: 'String', ...more })

describe('a check', () => {
  beforeAll(async () => {
    await put('/chk/host', 'one')
    await secret('/chk/password', 'hunter2')
  })

  it('says what each change would do, and of secrets only whether they differ', async () => {
    const rows = await check(
      string('/chk/port', '5432'),
      string('/chk/host', 'two'),
      { Action: 'Put', Name: '/chk/password', Value: 'hunter2', Type: 'SecureString' },
      { Action: 'Delete', Name: '/chk/none' },
    )
    expect(rows).toEqual([
      expect.objectContaining({ Name: '/chk/host', Outcome: 'change', PresentVersion: 1, PresentValue: 'one', Value: 'two' }),
      expect.objectContaining({ Name: '/chk/none', Outcome: 'error', Code: 'ParameterNotFound' }),
      expect.objectContaining({ Name: '/chk/password', Outcome: 'same', PresentValue: undefined, Value: undefined }),
      expect.objectContaining({ Name: '/chk/port', Outcome: 'create', PresentVersion: 0, Value: '5432' }),
    ])
    expect(
      JSON.stringify(await check({ Action: 'Put', Name: '/chk/password', Value: 'other', Type: 'SecureString' })),
    ).not.toMatch(/hunter2|other/)
  })

  it.each([
    ['a bad name', { Name: '/chk/db host' }, 'ValidationException'],
    ['a reserved name', { Name: '/aws/x' }, 'AccessDeniedException'],
    ['another type', { Name: '/chk/host', Type: 'StringList' }, 'HierarchyTypeMismatchException'],
    ['no value', { Name: '/chk/empty', Value: '' }, 'ValidationException'],
    ['a large value', { Name: '/chk/large', Value: 'x'.repeat(5000), Tier: 'Standard' }, 'ValidationException'],
    ['a value its pattern forbids', { Name: '/chk/p', Value: 'x', AllowedPattern: '^y$' }, 'ParameterPatternMismatchException'],
    ['a moved version', { Name: '/chk/host', ExpectedVersion: 7 }, 'ConflictException'],
    ['a name that is taken', { Name: '/chk/host', ExpectedVersion: 0 }, 'ConflictException'],
    ['a key that is not there', { Name: '/chk/k', Type: 'SecureString', KeyId: 'alias/none' }, 'InvalidKeyId'],
    ['a source that is not there', { Action: 'Copy', Name: '/chk/c', Source: '/chk/none' }, 'ParameterNotFound'],
  ])('tells %s as an error of that change', async (_what, more, Code) => {
    const [row] = await check({ ...string('/chk/x', 'v'), ...more })
    expect(row).toMatchObject({ Outcome: 'error', Code, Reason: expect.stringMatching(/.{10}/) })
  })

  it('finds a name twice, and rights that the caller lacks', async () => {
    const twice = await check(string('/chk/t', 'a'), string('chk/t', 'b'))
    expect(twice.map(({ Outcome }) => Outcome)).toEqual(['error', 'error'])
    const Changes = [string('/chk/v', 'a'), { Action: 'Delete', Name: '/chk/host' }]
    const asViewer = await test.call(checkParameterChanges, { Changes }, testUser('viewer'))
    expect(asViewer.Changes.map(({ Code }) => Code)).toEqual(['AccessDeniedException', 'AccessDeniedException'])
    await refused(test.call(applyParameterChanges, { Changes }, testUser('viewer')), 'AccessDeniedException')
  })

  it('writes nothing', async () => {
    await check(string('/chk/never', 'x'))
    expect(await valueOf('/chk/never')).toBeUndefined()
  })
})

describe('applying', () => {
  it('makes new versions of what differs, and none of what is the same', async () => {
    await put('/app/a', 'same')
    await put('/app/b', 'old')
    await put('/app/c', 'gone')
    const changeSet = await apply(
      [string('/app/a', 'same'), string('/app/b', 'new'), { Action: 'Delete', Name: '/app/c' }, string('/app/d', 'made')],
      { Title: 'four', Source: 'import' },
    )
    expect(changeSet).toMatchObject({ Title: 'four', Source: 'import', Created: 1, Changed: 1, Deleted: 1 })
    expect(await versionOf('/app/a')).toBe(1)
    expect(await valueOf('/app/b')).toBe('new')
    expect(await valueOf('/app/c')).toBeUndefined()
    expect(await valueOf('/app/d')).toBe('made')
  })

  it('is all or nothing', async () => {
    await put('/all/a', 'one')
    const changes = [string('/all/a', 'two'), string('/all/b', 'x'), string('/all/c d', 'x')]
    await refused(apply(changes), 'ValidationException', 'Nothing was changed. /all/c d: ')
    await refused(
      apply([string('/all/b', 'x'), string('/all/a', 'two', { ExpectedVersion: 5 })]),
      'ConflictException',
      'version 1',
    )
    expect(await valueOf('/all/a')).toBe('one')
    expect(await valueOf('/all/b')).toBeUndefined()
  })

  it('gives new parameters the default type, and leaves that of others', async () => {
    await secret('/def/old', 'x')
    const untyped = (Name: string) => ({ Action: 'Put', Name, Value: 'planted-y', DefaultType: 'SecureString' })
    expect(await check(untyped('/def/new'))).toMatchObject([{ Outcome: 'create', Type: 'SecureString', Value: undefined }])
    await apply([untyped('/def/new'), { ...untyped('/def/old'), DefaultType: 'String' }])
    for (const Name of ['/def/new', '/def/old'])
      expect((await test.call(getParameter, { Name })).Parameter?.Type).toBe('SecureString')
  })

  it('takes a call that comes twice once', async () => {
    const ChangeSetId = crypto.randomUUID()
    const first = await apply([string('/twice', 'x')], { ChangeSetId })
    expect(await apply([string('/twice', 'x')], { ChangeSetId })).toEqual(first)
    expect(await versionOf('/twice')).toBe(1)
  })

  it('lets one of two win that were planned for the same versions', async () => {
    for (const name of ['/race/a', '/race/b', '/race/c']) await put(name, 'old')
    const names = ['/race/c', '/race/a', '/race/new', '/race/b']
    const attempt = (value: string, order: readonly string[]) =>
      apply(order.map((name) => string(name, value, { ExpectedVersion: name === '/race/new' ? 0 : 1 })))
    const tries = Array.from({ length: 8 }, (_, index) => attempt(`v${index}`, index % 2 ? names : names.toReversed()))
    const ends = await Promise.allSettled(tries)
    const won = ends.flatMap((end, index) => (end.status === 'fulfilled' ? [index] : []))
    expect(won).toHaveLength(1)
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'ConflictException' })
    for (const name of names) expect(await valueOf(name)).toBe(`v${won[0]}`)
  })

  it('counts room for all of its new parameters together', async () => {
    const SettingId = '/quarterdeck/parameters/max-advanced'
    await test.call(updateServiceSetting, { SettingId, SettingValue: '2' })
    const made = ['/room/a', '/room/b', '/room/c'].map((name) => string(name, 'x', { Tier: 'Advanced' }))
    expect((await check(...made)).map(({ Code }) => Code)).toEqual(Array(3).fill('ParameterLimitExceeded'))
    await refused(apply(made), 'ParameterLimitExceeded')
    expect(await apply(made.slice(0, 2))).toMatchObject({ Created: 2 })
    await test.call(updateServiceSetting, { SettingId, SettingValue: '100000' })
  })

  it('is told and recorded like single puts', async () => {
    await apply([string('/told/a', 'x'), string('/told/b', 'x')])
    const { Records } = await test.call(listAuditRecords, { MaxResults: 10 })
    const told = Records.filter(({ Action }) => Action === 'PutParameter').slice(0, 2)
    expect(told.flatMap(({ Resources }) => Resources).sort()).toEqual([
      'arn:aws:ssm:local-1:000000000001:parameter/told/a',
      'arn:aws:ssm:local-1:000000000001:parameter/told/b',
    ])
    expect(Records.some(({ Action }) => Action === 'ApplyParameterChanges')).toBe(true)
  })
})

describe('a copy', () => {
  it('seals a secret anew, and takes description, tags and labels along', async () => {
    await secret('/from/pw', 'v1', { Description: 'mine', Overwrite: false, Tags: [{ Key: 'team', Value: 'ops' }] })
    await secret('/from/pw', 'v2')
    await test.call(labelParameterVersion, { Name: '/from/pw', Labels: ['live'] })
    const changes = [
      { Action: 'Copy', Source: '/from/pw', Name: '/to/pw', WithLabels: true, ExpectedVersion: 0 },
      { Action: 'Delete', Name: '/from/pw', ExpectedVersion: 2 },
    ]
    expect(await check(...changes)).toMatchObject([{ Outcome: 'delete' }, { Outcome: 'create', Value: undefined }])
    await apply(changes, { Source: 'move' })
    expect(await valueOf('/to/pw')).toBe('v2')
    expect(await valueOf('/to/pw:live')).toBe('v2')
    expect(await valueOf('/from/pw')).toBeUndefined()
    const { Parameters } = await test.call(getParameterHistory, { Name: '/to/pw' })
    expect(Parameters).toMatchObject([{ Version: 1, Description: 'mine', Labels: ['live'] }])
    const tags = await test.call(listTagsForResource, { ResourceType: 'Parameter', ResourceId: '/to/pw' })
    expect(tags.TagList).toEqual([{ Key: 'team', Value: 'ops' }])
  })

  it('never makes a secret a clear value', async () => {
    await secret('/leak/pw', 'planted-three')
    const copy = { Action: 'Copy', Source: '/leak/pw', Name: '/leak/clear', Type: 'String', Value: 'x' }
    expect(await check(copy)).toMatchObject([{ Outcome: 'create', Type: 'SecureString', Value: undefined }])
    await refused(test.call(applyParameterChanges, { Changes: [copy] }, testUser('viewer')), 'AccessDeniedException')
  })

  it('takes an earlier version when that is named', async () => {
    await put('/ver/x', 'v1')
    await put('/ver/x', 'v2')
    await apply([{ Action: 'Copy', Source: '/ver/x:1', Name: '/ver/y' }])
    expect(await valueOf('/ver/y')).toBe('v1')
  })
})

describe('a revert', () => {
  it('puts back what was there, and can be taken back itself', async () => {
    await secret('/rev/pw', 'old')
    await put('/rev/host', 'h1', { Description: 'd' })
    await put('/rev/gone', 'g', { Overwrite: false, Tags: [{ Key: 'a', Value: 'b' }] })
    await test.call(labelParameterVersion, { Name: '/rev/gone', Labels: ['live'] })
    const { ChangeSetId } = await apply([
      { Action: 'Put', Name: '/rev/pw', Value: 'new', Type: 'SecureString' },
      string('/rev/host', 'h2', { Description: 'e' }),
      { Action: 'Delete', Name: '/rev/gone' },
      string('/rev/made', 'm'),
    ])
    const planned = await test.call(checkParameterRevert, { ChangeSetId })
    expect(planned.Changes.map(({ Name, Outcome }) => [Name, Outcome])).toEqual([
      ['/rev/gone', 'create'],
      ['/rev/host', 'change'],
      ['/rev/made', 'delete'],
      ['/rev/pw', 'change'],
    ])
    const { ChangeSet } = await test.call(revertParameterChangeSet, { ChangeSetId })
    expect(ChangeSet).toMatchObject({ Source: 'revert', Reverts: ChangeSetId, Created: 1, Changed: 2, Deleted: 1 })
    expect(await valueOf('/rev/pw')).toBe('old')
    expect(await valueOf('/rev/host')).toBe('h1')
    expect(await valueOf('/rev/gone:live')).toBe('g')
    expect(await valueOf('/rev/made')).toBeUndefined()
    const tags = await test.call(listTagsForResource, { ResourceType: 'Parameter', ResourceId: '/rev/gone' })
    expect(tags.TagList).toEqual([{ Key: 'a', Value: 'b' }])
    await test.call(revertParameterChangeSet, { ChangeSetId: ChangeSet.ChangeSetId })
    expect(await valueOf('/rev/pw')).toBe('new')
    expect(await valueOf('/rev/made')).toBe('m')
  })

  it('refuses names that were changed since, and does the others when asked', async () => {
    await put('/since/a', 'a1')
    await put('/since/b', 'b1')
    const { ChangeSetId } = await apply([string('/since/a', 'a2'), string('/since/b', 'b2')])
    await put('/since/a', 'a3')
    const { Changes } = await test.call(checkParameterRevert, { ChangeSetId })
    expect(Changes[0]).toMatchObject({
      Outcome: 'error',
      Code: 'ConflictException',
      Reason: expect.stringContaining('version 3'),
    })
    await refused(test.call(revertParameterChangeSet, { ChangeSetId }), 'ConflictException', '/since/a')
    await test.call(revertParameterChangeSet, { ChangeSetId, Names: ['/since/b'] })
    expect(await valueOf('/since/a')).toBe('a3')
    expect(await valueOf('/since/b')).toBe('b1')
    await refused(test.call(revertParameterChangeSet, { ChangeSetId, Names: ['/other'] }), 'ValidationException')
    await refused(test.call(checkParameterRevert, { ChangeSetId: crypto.randomUUID() }), 'ResourceNotFoundException')
  })

  it('says so when the key of an earlier value cannot be used', async () => {
    const { KeyMetadata } = await test.call(createKey, {})
    const KeyId = KeyMetadata?.KeyId ?? ''
    await secret('/locked', 'x', { KeyId })
    const { ChangeSetId } = await apply([{ Action: 'Delete', Name: '/locked' }])
    await test.call(disableKey, { KeyId })
    const { Changes } = await test.call(checkParameterRevert, { ChangeSetId })
    expect(Changes).toMatchObject([{ Outcome: 'error', Code: 'InvalidKeyId', Reason: expect.stringContaining('disabled') }])
  })
})

describe('what is remembered', () => {
  it('is listed with what took it back, has the clear values that were there, and no secret in clear', async () => {
    await put('/mem/a', 'before-clear')
    await secret('/mem/b', 'planted-one')
    const changes = [string('/mem/a', 'after'), { Action: 'Put', Name: '/mem/b', Value: 'planted-two', Type: 'SecureString' }]
    const { ChangeSetId } = await apply(changes, { Title: 'remembered' })
    await test.call(deleteParameter, { Name: '/mem/b' })
    await put('/mem/b', 'clear now')
    await refused(test.call(revertParameterChangeSet, { ChangeSetId }), 'ConflictException')
    const undone = await test.call(revertParameterChangeSet, { ChangeSetId, Names: ['/mem/a'] })
    const { ChangeSets } = await test.call(listParameterChangeSets, { MaxResults: 2 })
    expect(ChangeSets).toHaveLength(2)
    const all = await test.call(listParameterChangeSets, {}, testUser('viewer'))
    expect(all.ChangeSets.find((one) => one.ChangeSetId === ChangeSetId)).toMatchObject({
      Title: 'remembered',
      RevertedBy: undone.ChangeSet.ChangeSetId,
    })
    const { Items } = await test.call(getParameterChangeSet, { ChangeSetId }, testUser('viewer'))
    expect(Items).toEqual([
      { Name: '/mem/a', Outcome: 'change', Type: 'String', BeforeVersion: 1, BeforeValue: 'before-clear', AfterVersion: 2 },
      { Name: '/mem/b', Outcome: 'change', Type: 'SecureString', BeforeVersion: 1, BeforeValue: undefined, AfterVersion: 2 },
    ])
    expect((await everythingStored(test)).includes('planted')).toBe(false)
    expect(JSON.stringify(test.audited).includes('planted')).toBe(false)
  })

  it('pages through the list without gaps', async () => {
    const seen: string[] = []
    let NextToken: string | undefined
    do {
      const page = await test.call(listParameterChangeSets, { MaxResults: 3, NextToken })
      seen.push(...page.ChangeSets.map(({ ChangeSetId }) => ChangeSetId))
      NextToken = page.NextToken
    } while (NextToken)
    const { ChangeSets } = await test.call(listParameterChangeSets, {})
    expect(seen).toEqual(ChangeSets.map(({ ChangeSetId }) => ChangeSetId))
    await refused(test.call(listParameterChangeSets, { NextToken: 'nonsense' }), 'InvalidNextToken')
  })

  it('goes after 90 days, with the values it kept', async () => {
    test.clock.advance(91 * 86_400_000)
    await parameterJobs['parameters.prune']?.(test.ctx, {})
    expect((await test.call(listParameterChangeSets, {})).ChangeSets).toEqual([])
  })
})
