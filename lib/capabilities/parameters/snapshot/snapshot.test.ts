import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { compareParameters } from '../operations/compare-parameters'
import { exportParameters } from '../operations/export-parameters'
import { labelParameterVersion } from '../operations/label-parameter-version'
import { putParameter } from '../operations/put-parameter'

let test: TestContext
let before: Date
beforeAll(async () => {
  test = await testContext()
  const put = (Name: string, Value: string, Type = 'String') =>
    test.call(putParameter, { Name, Value, Type, Overwrite: true, ...(Name === '/l/a' ? { Description: 'first' } : {}) })
  await put('/l/a', '1')
  await put('/r/a', '1')
  await put('/l/b', '1')
  await put('/r/b', '2')
  await put('/l/deep/only', 'x')
  await put('/r/other', 'x')
  await put('/l/pw', 'hunter2', 'SecureString')
  await put('/r/pw', 'hunter2', 'SecureString')
  await put('/l/token', 'one', 'SecureString')
  await put('/r/token', 'two', 'SecureString')
  await put('/l/type', 'x')
  await put('/r/type', 'x', 'StringList')
  await test.call(labelParameterVersion, { Name: '/l/a', Labels: ['live'] })
  before = test.clock.now()
  test.clock.advance(60_000)
  await put('/l/a', '3')
  await put('/l/late', 'x')
})
afterAll(async () => test.close())

const compare = async (Left: object, Right: object, caller = testUser()) =>
  (await test.call(compareParameters, { Left, Right }, caller)).Rows
const results = async (Left: object, Right: object) =>
  Object.fromEntries((await compare(Left, Right)).map(({ Name, Result }) => [Name, Result]))
const refused = (call: Promise<unknown>, code: string) => expect(call).rejects.toMatchObject({ code })

describe('CompareParameters', () => {
  it('says of each name below both paths how they differ', async () => {
    expect(await results({ Path: '/l' }, { Path: '/r/' })).toEqual({
      a: 'changed',
      b: 'changed',
      'deep/only': 'left',
      late: 'left',
      other: 'right',
      pw: 'equal',
      token: 'changed',
      type: 'changed',
    })
  })

  it('has clear values and versions, and never a secret', async () => {
    const rows = await compare({ Path: '/l' }, { Path: '/r' })
    expect(rows[0]).toEqual({
      Name: 'a',
      Result: 'changed',
      Reason: undefined,
      Left: { Name: '/l/a', Version: 2, NewestVersion: 2, Type: 'String', Value: '3' },
      Right: { Name: '/r/a', Version: 1, NewestVersion: 1, Type: 'String', Value: '1' },
    })
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|"one"|"two"/)
  })

  it('takes labels and times', async () => {
    expect(await results({ Path: '/l', Label: 'live' }, { Path: '/l' })).toMatchObject({ a: 'changed', b: 'right' })
    const then = await results({ Path: '/l', At: before.getTime() / 1000 }, { Path: '/l' })
    expect(then).toMatchObject({ a: 'changed', b: 'equal', late: 'right', pw: 'equal' })
    await refused(compare({ Path: '/l', Label: 'live', At: 1 }, { Path: '/l' }), 'ValidationException')
    await refused(compare({ Path: 'l' }, { Path: '/l' }), 'ValidationException')
  })

  it('says nothing of secrets to those who may not open them', async () => {
    const rows = await compare({ Path: '/l' }, { Path: '/r' }, testUser('viewer'))
    expect(rows.find(({ Name }) => Name === 'pw')).toMatchObject({
      Result: 'unknown',
      Reason: expect.stringContaining('kms:Decrypt'),
    })
    expect(rows.find(({ Name }) => Name === 'b')).toMatchObject({ Result: 'changed' })
  })

  it('pages by name over both sides', async () => {
    const seen: string[] = []
    let NextToken: string | undefined
    do {
      const page = await test.call(compareParameters, { Left: { Path: '/l' }, Right: { Path: '/r' }, MaxResults: 2, NextToken })
      seen.push(...page.Rows.map(({ Name }) => Name))
      NextToken = page.NextToken
    } while (NextToken)
    expect(seen).toEqual(['a', 'b', 'deep/only', 'late', 'other', 'pw', 'token', 'type'])
  })
})

describe('ExportParameters', () => {
  it('has secrets only when asked for, page by page, and the audit trail keeps the reason', async () => {
    const clear = await test.call(exportParameters, { Path: '/l' }, testUser('viewer'))
    expect(clear.Parameters.find(({ Name }) => Name === '/l/pw')).toMatchObject({ Type: 'SecureString', Value: undefined })
    expect(clear.Parameters.find(({ Name }) => Name === '/l/a')).toMatchObject({ Value: '3', Description: 'first', Version: 2 })
    await refused(test.call(exportParameters, { Path: '/l', WithDecryption: true }, testUser('viewer')), 'AccessDeniedException')
    test.audited.length = 0
    const first = await test.call(exportParameters, { Path: '/l', WithDecryption: true, Reason: 'a move', MaxResults: 5 })
    const rest = await test.call(exportParameters, { Path: '/l', WithDecryption: true, NextToken: first.NextToken })
    const all = [...first.Parameters, ...rest.Parameters]
    expect(all.map(({ Name }) => Name)).toEqual(['/l/a', '/l/b', '/l/deep/only', '/l/late', '/l/pw', '/l/token', '/l/type'])
    expect(all.find(({ Name }) => Name === '/l/pw')?.Value).toBe('hunter2')
    expect(test.audited[0]).toMatchObject({ action: 'ExportParameters', request: { WithDecryption: true, Reason: 'a move' } })
  })
})
