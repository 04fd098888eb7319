import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everythingStored } from '#lib/api/testing/everything-stored'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { createAlias } from '#lib/capabilities/keys/operations/create-alias'
import { createKey } from '#lib/capabilities/keys/operations/create-key'
import { disableKey } from '#lib/capabilities/keys/operations/disable-key'
import { changeParameter } from './operations/change-parameter'
import { deleteParameter } from './operations/delete-parameter'
import { getParameter } from './operations/get-parameter'
import { labelParameterVersion } from './operations/label-parameter-version'
import { listBrokenParameterUses } from './operations/list-broken-parameter-uses'
import { listParameterPaths } from './operations/list-parameter-paths'
import { listParameterRows } from './operations/list-parameter-rows'
import { listParameterVersions } from './operations/list-parameter-versions'
import { putParameter } from './operations/put-parameter'
import { revealParameter } from './operations/reveal-parameter'
import { noteUses } from './uses'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const put = (Name: string, Value: string, more: object = {}) =>
  test.call(putParameter, { Name, Value, Type: 'String', Overwrite: true, ...more })
const refused = (call: Promise<unknown>, code: string, words = '') =>
  expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(words) })

describe('ListParameterPaths', () => {
  let tree: TestContext
  beforeAll(async () => {
    tree = await testContext()
    const names = [
      'top',
      '/a',
      '/a/x',
      '/a-b/x',
      '/a-b/y/z',
      '/a/c/d/e',
      '/a/c/d/f',
      '/a.b/q/r/s',
      '/b/1',
      '/b/2',
      '/c/d/e',
      '/c-/x',
    ]
    for (const Name of names) await tree.call(putParameter, { Name, Value: 'x', Type: 'String' })
  })
  afterAll(async () => tree.close())
  const paths = async (Path: string, more: object = {}) =>
    (await tree.call(listParameterPaths, { Path, ...more })).Paths.map(({ Path: at, Count, HasPaths }) => [at, Count, HasPaths])

  it('finds each path once, also where names in between sort inside it', async () => {
    expect((await paths('/')).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['/a', 3, true],
      ['/a-b', 2, true],
      ['/a.b', 1, true],
      ['/b', 2, false],
      ['/c', 1, true],
      ['/c-', 1, false],
    ])
    expect(await paths('/a')).toEqual([['/a/c', 2, true]])
    expect(await paths('/a/c')).toEqual([['/a/c/d', 2, false]])
    expect(await paths('/a/c/d')).toEqual([])
    expect(await paths('/nowhere')).toEqual([])
  })

  it('pages without losing or repeating a path', async () => {
    for (const MaxResults of [1, 2, 4]) {
      const found: string[] = []
      let NextToken: string | undefined
      do {
        const page = await tree.call(listParameterPaths, { Path: '/', MaxResults, ...(NextToken ? { NextToken } : {}) })
        found.push(...page.Paths.map(({ Path }) => Path))
        NextToken = page.NextToken
      } while (NextToken)
      expect(found.sort()).toEqual(['/a', '/a-b', '/a.b', '/b', '/c', '/c-'])
    }
  })

  it('refuses what is no path, and tokens of others', async () => {
    await refused(paths('a b'), 'ValidationException')
    await refused(paths('/', { NextToken: 'x' }), 'InvalidNextToken')
  })

  it('counts as far as a thousand', async () => {
    await tree.ctx.db.execute(
      sql`insert into parameters (account_id, key, name, parent, version, type, tier, data_type, policies, changed_at, changed_by, created_at)
       select account_id, 'many/' || n, '/many/' || n, 'many', version, type, tier, data_type, policies, changed_at, changed_by, created_at
       from parameters, generate_series(1, 1500) as n where key = 'top'`,
    )
    const { Paths } = await tree.call(listParameterPaths, { Path: '/' })
    expect(Paths.find(({ Path }) => Path === '/many')).toEqual({ Path: '/many', Count: 1000, IsMore: true, HasPaths: false })
  })
})

describe('ListParameterRows', () => {
  it('shows values in clear only, labels with their versions, and how many things use each', async () => {
    await put('/rows/host', 'one')
    await put('/rows/host', 'x'.repeat(300))
    await put('/rows/password', 'planted-rows', { Type: 'SecureString' })
    await test.call(labelParameterVersion, { Name: '/rows/host', ParameterVersion: 1, Labels: ['live', 'blue'] })
    await test.call(labelParameterVersion, { Name: '/rows/host', ParameterVersion: 2, Labels: ['next'] })
    await noteUses(test.ctx, [{ text: 'ssm:/rows/host', name: '/rows/host', isSecure: false }], {
      kind: 'command',
      id: 'c-1',
      detail: 'AWS-RunShellScript',
    })
    const ParameterFilters = [{ Key: 'Path', Option: 'OneLevel', Values: ['/rows'] }]
    const { Parameters } = await test.call(listParameterRows, { ParameterFilters }, testUser('viewer'))
    expect(Parameters).toMatchObject([
      {
        Name: '/rows/host',
        Value: 'x'.repeat(256),
        IsCut: true,
        Version: 2,
        Labels: [
          { Label: 'next', Version: 2 },
          { Label: 'blue', Version: 1 },
          { Label: 'live', Version: 1 },
        ],
        UseCount: 1,
        HasMoreUses: false,
      },
      { Name: '/rows/password', Type: 'SecureString', Value: undefined, IsCut: false, Labels: [], UseCount: 0 },
    ])
    expect(JSON.stringify(Parameters)).not.toContain('planted-rows')
  })

  it('pages by key, filters as DescribeParameters does, and refuses as it does', async () => {
    for (const n of [1, 2, 3]) await put(`/paged/${n}`, String(n))
    const ParameterFilters = [{ Key: 'Name', Option: 'Contains', Values: ['paged'] }]
    const first = await test.call(listParameterRows, { ParameterFilters, MaxResults: 2 })
    const second = await test.call(listParameterRows, { ParameterFilters, MaxResults: 2, NextToken: first.NextToken })
    expect([...first.Parameters, ...second.Parameters].map(({ Value }) => Value)).toEqual(['1', '2', '3'])
    expect(second.NextToken).toBeUndefined()
    await refused(test.call(listParameterRows, { ParameterFilters: [{ Key: 'Nothing', Values: ['x'] }] }), 'InvalidFilterKey')
  })
})

describe('ListBrokenParameterUses', () => {
  it('names what refers to a name without a parameter, page by page', async () => {
    await put('/broken/x', 'one')
    for (const id of ['c-1', 'c-2', 'c-3'])
      await noteUses(test.ctx, [{ text: 'ssm:/broken/x', name: '/broken/x', isSecure: false }], {
        kind: 'command',
        id,
        detail: 'd',
      })
    expect((await test.call(listBrokenParameterUses, { Name: '/broken/x' })).Uses).toEqual([])
    await test.call(deleteParameter, { Name: '/broken/x' })
    const first = await test.call(listBrokenParameterUses, { Name: '/broken/x', MaxResults: 2 })
    const second = await test.call(listBrokenParameterUses, { Name: '/broken/x', MaxResults: 2, NextToken: first.NextToken })
    expect([...first.Uses, ...second.Uses].map(({ Id }) => Id)).toEqual(['c-3', 'c-2', 'c-1'])
    await refused(test.call(listBrokenParameterUses, { Name: 'a b' }), 'ValidationException')
  })
})

describe('RevealParameter', () => {
  it('gives one value, and keeps who asked for it and why, but not the value', async () => {
    await put('/reveal/it', 'planted-first', { Type: 'SecureString' })
    await put('/reveal/it', 'planted-second', { Type: 'SecureString' })
    expect(await test.call(revealParameter, { Name: '/reveal/it', Reason: 'incident 7' }, testUser('operator'))).toEqual({
      Name: '/reveal/it',
      Type: 'SecureString',
      Version: 2,
      Value: 'planted-second',
    })
    expect(await test.call(revealParameter, { Name: '/reveal/it', Version: 1 })).toMatchObject({ Value: 'planted-first' })
    const stored = await everythingStored(test)
    expect(stored).toContain('incident 7')
    expect(stored).not.toContain('planted-first')
    expect(stored).not.toContain('planted-second')
  })

  it('is not for viewers, nor for keys that are disabled, and says what is missing', async () => {
    await put('/reveal/clear', 'x')
    const asViewer = test.call(revealParameter, { Name: '/reveal/clear' }, testUser('viewer'))
    await refused(asViewer, 'AccessDeniedException', 'may not read secrets')
    await refused(test.call(revealParameter, { Name: '/reveal/none' }), 'ParameterNotFound')
    await refused(test.call(revealParameter, { Name: '/reveal/clear', Version: 9 }), 'ParameterVersionNotFound', 'version 9')
    const { KeyMetadata } = await test.call(createKey, {})
    const TargetKeyId = KeyMetadata?.KeyId ?? ''
    await test.call(createAlias, { AliasName: 'alias/reveal', TargetKeyId })
    await put('/reveal/off', 'planted-third', { Type: 'SecureString', KeyId: 'alias/reveal' })
    await test.call(disableKey, { KeyId: TargetKeyId })
    await refused(test.call(revealParameter, { Name: '/reveal/off' }), 'InvalidKeyId')
    const { Versions } = await test.call(listParameterVersions, { Name: '/reveal/off' })
    expect(Versions).toMatchObject([{ Version: 1, Value: undefined, ValueChange: 'first' }])
  })
})

describe('ListParameterVersions', () => {
  it('says of secrets whether they changed, never what they are, and nothing to viewers', async () => {
    for (const value of ['planted-a', 'planted-a', 'planted-b']) await put('/versions/secret', value, { Type: 'SecureString' })
    const { Versions } = await test.call(listParameterVersions, { Name: '/versions/secret' })
    expect(Versions.map(({ Version, ValueChange, Value }) => [Version, ValueChange, Value])).toEqual([
      [3, 'changed', undefined],
      [2, 'same', undefined],
      [1, 'first', undefined],
    ])
    const seen = await test.call(listParameterVersions, { Name: '/versions/secret' }, testUser('viewer'))
    expect(seen.Versions.map(({ ValueChange }) => ValueChange)).toEqual(['unknown', 'unknown', 'first'])
  })

  it('pages from the newest on, with the change to the version that begins the next page', async () => {
    for (const value of ['1', '2', '2', '3']) await put('/versions/clear', value)
    await test.call(labelParameterVersion, { Name: '/versions/clear', ParameterVersion: 3, Labels: ['live'] })
    const first = await test.call(listParameterVersions, { Name: '/versions/clear', MaxResults: 2 })
    expect(first.Versions).toMatchObject([
      { Version: 4, Value: '3', ValueChange: 'changed', Labels: [] },
      { Version: 3, Value: '2', ValueChange: 'same', Labels: ['live'] },
    ])
    const second = await test.call(listParameterVersions, { Name: '/versions/clear', MaxResults: 2, NextToken: first.NextToken })
    expect(second.Versions.map(({ Version, ValueChange }) => [Version, ValueChange])).toEqual([
      [2, 'changed'],
      [1, 'first'],
    ])
    expect(second.NextToken).toBeUndefined()
  })
})

describe('ChangeParameter', () => {
  it('overwrites only the version it was made from', async () => {
    await put('/change/x', 'one')
    expect(await test.call(changeParameter, { Name: '/change/x', ExpectedVersion: 1, Value: 'two' })).toEqual({
      Version: 2,
      Tier: 'Standard',
    })
    const late = test.call(changeParameter, { Name: '/change/x', ExpectedVersion: 1, Value: 'three' })
    await refused(late, 'ParameterVersionConflict', 'at version 2')
    expect((await test.call(getParameter, { Name: '/change/x' })).Parameter?.Value).toBe('two')
  })

  it('lets one of many that change the same version at once win', async () => {
    await put('/change/race', 'start')
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        test.call(changeParameter, { Name: '/change/race', ExpectedVersion: 1, Value: `v${n}` }),
      ),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('puts back an earlier value, and keeps the present one where only the description changes, unseen', async () => {
    await put('/change/secret', 'planted-old', { Type: 'SecureString' })
    await put('/change/secret', 'planted-new', { Type: 'SecureString' })
    await test.call(changeParameter, { Name: '/change/secret', ExpectedVersion: 2, FromVersion: 1 })
    expect(await test.call(revealParameter, { Name: '/change/secret' })).toMatchObject({ Version: 3, Value: 'planted-old' })
    await test.call(changeParameter, { Name: '/change/secret', ExpectedVersion: 3, Description: 'of the database' })
    expect(await test.call(revealParameter, { Name: '/change/secret' })).toMatchObject({ Version: 4, Value: 'planted-old' })
    const typed = { Name: '/change/secret', ExpectedVersion: 4, Value: 'planted-typed' }
    await test.call(changeParameter, typed)
    expect(await everythingStored(test)).not.toMatch(/planted-(old|new|typed)/)
  })

  it('refuses what cannot be', async () => {
    await put('/change/bad', 'x')
    const change = (more: object) => test.call(changeParameter, { Name: '/change/bad', ExpectedVersion: 1, ...more })
    await refused(change({ FromVersion: 5 }), 'ParameterVersionNotFound')
    await refused(change({ FromVersion: 1, Value: 'y' }), 'ValidationException', 'not both')
    await refused(change({ Value: '{{ssm:x}}' }), 'ValidationException')
    await refused(test.call(changeParameter, { Name: '/change/none', ExpectedVersion: 1 }), 'ParameterNotFound')
    const asViewer = test.call(changeParameter, { Name: '/change/bad', ExpectedVersion: 1 }, testUser('viewer'))
    await refused(asViewer, 'AccessDeniedException')
  })
})
