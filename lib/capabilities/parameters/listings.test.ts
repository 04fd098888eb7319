import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { describeParameters } from './operations/describe-parameters'
import { getParametersByPath } from './operations/get-parameters-by-path'
import { labelParameterVersion } from './operations/label-parameter-version'
import { putParameter } from './operations/put-parameter'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
  const put = (Name: string, more: object = {}) => test.call(putParameter, { Name, Value: 'v', Type: 'String', ...more })
  await put('top', { Tags: [{ Key: 'team', Value: 'ops' }] })
  await put('/app', { Tags: [{ Key: 'team', Value: 'dev' }] })
  await put('/app/db/host', { Tier: 'Advanced' })
  await put('/app/db/password', { Type: 'SecureString' })
  await put('/app/list', { Type: 'StringList' })
  await put('/app-two/x')
  await put('/app.x')
  await test.call(putParameter, { Name: '/app/db/host', Value: 'v2', Overwrite: true })
  await test.call(labelParameterVersion, { Name: '/app/db/host', ParameterVersion: 1, Labels: ['live'] })
})
afterAll(async () => test.close())

const byPath = async (input: object) =>
  (await test.call(getParametersByPath, { Path: '/app', ...input })).Parameters?.map(({ Name }) => Name)
const described = async (...ParameterFilters: object[]) =>
  (await test.call(describeParameters, { ParameterFilters })).Parameters?.map(({ Name }) => Name)

describe('GetParametersByPath', () => {
  it.each([
    [{}, ['/app/list']],
    [{ Path: '/app/' }, ['/app/list']],
    [{ Recursive: true }, ['/app/db/host', '/app/db/password', '/app/list']],
    [{ Path: '/app/db' }, ['/app/db/host', '/app/db/password']],
    [{ Path: '/app/d', Recursive: true }, []],
    [{ Path: '/' }, ['/app', '/app.x', 'top']],
    [{ Path: '/', Recursive: true }, ['/app', '/app-two/x', '/app.x', '/app/db/host', '/app/db/password', '/app/list', 'top']],
    [{ Recursive: true, ParameterFilters: [{ Key: 'Type', Values: ['SecureString'] }] }, ['/app/db/password']],
    [{ Recursive: true, ParameterFilters: [{ Key: 'Type', Option: 'BeginsWith', Values: ['StringList'] }] }, ['/app/list']],
    [{ Recursive: true, ParameterFilters: [{ Key: 'KeyId', Values: ['alias/aws/ssm'] }] }, ['/app/db/password']],
  ])('finds with %j', async (input, names) => expect(await byPath(input)).toEqual(names))

  it('gives the version that has the label', async () => {
    const input = {
      Path: '/',
      Recursive: true,
      ParameterFilters: [{ Key: 'Label', Option: 'Equals', Values: ['live', 'other'] }],
    }
    expect((await test.call(getParametersByPath, input)).Parameters).toMatchObject([
      { Name: '/app/db/host', Version: 1, Value: 'v' },
    ])
  })

  it('pages, and takes only its own tokens', async () => {
    const first = await test.call(getParametersByPath, { Path: '/app', Recursive: true, MaxResults: 2 })
    expect(first.Parameters).toHaveLength(2)
    const second = await test.call(getParametersByPath, {
      Path: '/app',
      Recursive: true,
      MaxResults: 2,
      NextToken: first.NextToken,
    })
    expect(second.Parameters?.map(({ Name }) => Name)).toEqual(['/app/list'])
    expect(second.NextToken).toBeUndefined()
    const wrong = test.call(describeParameters, { NextToken: first.NextToken })
    await expect(wrong).rejects.toMatchObject({ code: 'InvalidNextToken' })
  })

  it.each([
    [{ Path: 'app' }, 'ValidationException'],
    [{ Path: '/a//b' }, 'ValidationException'],
    [{ MaxResults: 11 }, 'ValidationException'],
    [{ ParameterFilters: [{ Key: 'Name', Values: ['x'] }] }, 'InvalidFilterKey'],
    [{ ParameterFilters: [{ Key: 'Label', Option: 'BeginsWith', Values: ['x'] }] }, 'InvalidFilterOption'],
    [{ ParameterFilters: [{ Key: 'Type', Values: ['Number'] }] }, 'InvalidFilterValue'],
  ])('refuses %j with %s', async (input, code) => {
    await expect(test.call(getParametersByPath, { Path: '/app', ...input })).rejects.toMatchObject({ code })
  })
})

describe('DescribeParameters', () => {
  it.each([
    [[{ Key: 'Name', Values: ['/app', 'top'] }], ['/app', 'top']],
    [[{ Key: 'Name', Option: 'BeginsWith', Values: ['/app-', 'to'] }], ['/app-two/x', 'top']],
    [[{ Key: 'Name', Option: 'BeginsWith', Values: ['app'] }], []],
    [[{ Key: 'Name', Option: 'Contains', Values: ['db/'] }], ['/app/db/host', '/app/db/password']],
    [[{ Key: 'Path', Values: ['/app'] }], ['/app/list']],
    [[{ Key: 'Path', Option: 'Recursive', Values: ['/app/db', '/app-two'] }], ['/app-two/x', '/app/db/host', '/app/db/password']],
    [[{ Key: 'Tier', Values: ['Advanced'] }], ['/app/db/host']],
    [[{ Key: 'tag:team', Values: ['ops'] }], ['top']],
    [[{ Key: 'tag:team' }], ['/app', 'top']],
    [[{ Key: 'tag:team', Option: 'BeginsWith', Values: ['d'] }], ['/app']],
    [
      [
        { Key: 'DataType', Values: ['text'] },
        { Key: 'Type', Values: ['StringList', 'SecureString'] },
      ],
      ['/app/db/password', '/app/list'],
    ],
  ])('finds with %j', async (filters, names) => expect(await described(...filters)).toEqual(names))

  it('takes the older filters, and shows what is stored but no value', async () => {
    const answer = await test.call(describeParameters, { Filters: [{ Key: 'Name', Values: ['/app/db/password'] }] })
    expect(answer.Parameters).toEqual([
      {
        Name: '/app/db/password',
        ARN: 'arn:aws:ssm:local-1:000000000001:parameter/app/db/password',
        Type: 'SecureString',
        KeyId: 'alias/aws/ssm',
        LastModifiedDate: test.clock.now(),
        LastModifiedUser: 'owner@example.net',
        Version: 1,
        Tier: 'Standard',
        Policies: [],
        DataType: 'text',
      },
    ])
  })

  it.each([
    [{ ParameterFilters: [{ Key: 'Label', Values: ['x'] }] }, 'InvalidFilterKey'],
    [{ ParameterFilters: [{ Key: 'Other', Values: ['x'] }] }, 'ValidationException'],
    [{ ParameterFilters: [{ Key: 'Name', Option: 'Like', Values: ['x'] }] }, 'InvalidFilterOption'],
    [{ ParameterFilters: [{ Key: 'Type', Option: 'Contains', Values: ['x'] }] }, 'InvalidFilterOption'],
    [{ ParameterFilters: [{ Key: 'Name' }] }, 'InvalidFilterValue'],
    [
      {
        ParameterFilters: [
          { Key: 'Name', Values: ['x'] },
          { Key: 'Name', Values: ['y'] },
        ],
      },
      'InvalidFilterKey',
    ],
    [{ ParameterFilters: [{ Key: 'Path', Values: ['app'] }] }, 'ValidationException'],
    [{ Filters: [{ Key: 'Name', Values: ['x'] }], ParameterFilters: [{ Key: 'Name', Values: ['x'] }] }, 'ValidationException'],
    [{ MaxResults: 51 }, 'ValidationException'],
  ])('refuses %j with %s', async (input, code) => {
    await expect(test.call(describeParameters, input)).rejects.toMatchObject({ code })
  })
})
