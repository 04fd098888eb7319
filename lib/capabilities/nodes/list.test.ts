import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { encodeListToken } from './model/list-token'
import type { Target } from '#lib/vocabulary/target'
import { listManagedNodes } from './operations/list-managed-nodes'
import { updateInstanceInformation } from './operations/update-instance-information'
import { updateManagedNodeName } from './operations/update-managed-node-name'
import { countTargets, resolveTargets } from './targets'
import { callerOfNode, registerNodes } from './testing/register-nodes'

let test: TestContext
let web: string[]
let db: string[]

beforeAll(async () => {
  test = await testContext()
  web = await registerNodes(test.ctx, 'web', {
    count: 3,
    tags: [
      { Key: 'env', Value: 'prod' },
      { Key: 'role', Value: 'web' },
    ],
  })
  test.clock.advance(1000)
  db = await registerNodes(test.ctx, 'db', { count: 2, tags: [{ Key: 'env', Value: 'stage, old' }] })
  for (const [index, id] of web.entries()) {
    test.clock.advance(1000)
    const report = {
      InstanceId: id,
      AgentVersion: `3.${9 + index}.0.0`,
      PlatformType: 'Linux',
      PlatformName: 'Debian',
      ComputerName: `HOST-${index}`,
    }
    await test.call(updateInstanceInformation, report, callerOfNode(test.ctx, id))
  }
})
afterAll(() => test.close())

async function names(input: object): Promise<string[]> {
  const { Nodes } = await test.call(listManagedNodes, input)
  return Nodes.map((node) => node.Name)
}

describe('ListManagedNodes', () => {
  it.each([
    ['status:is:Online', ['web-0', 'web-1', 'web-2']],
    ['status:not:Online', ['db-0', 'db-1']],
    ['tag.env:in:prod,test', ['web-0', 'web-1', 'web-2']],
    ['tag.env:is:stage%2C%20old', ['db-0', 'db-1']],
    ['tag.env:not:prod', ['db-0', 'db-1']],
    ['tag.role:exists:true', ['web-0', 'web-1', 'web-2']],
    ['tag.role:exists:false', ['db-0', 'db-1']],
    ['name:begins:db', ['db-0', 'db-1']],
    ['name:contains:B-1', ['db-1', 'web-1']],
    ['hostName:contains:host', ['web-0', 'web-1', 'web-2']],
    ['agent:lt:3.10.0.0', ['web-0']],
    ['agent:gt:3.9.0.0', ['web-1', 'web-2']],
    ['agent:exists:false', ['db-0', 'db-1']],
    ['connected:is:true', []],
    ['tags:exists', ['db-0', 'db-1', 'web-0', 'web-1', 'web-2']],
    ['tags:exists:false', []],
    ['duplicate:is:hostName', []],
    ['registered:gt:2026-01-01T00%3A00%3A00.500Z', ['db-0', 'db-1']],
    ['registered:gt:2026-01-01T00:00:00.500Z', ['db-0', 'db-1']],
  ])('filters by %s', async (filter, expected) => {
    expect(await names({ Filters: [filter] })).toEqual(expected)
  })

  it('takes all filters and words together', async () => {
    expect(await names({ Filters: ['tag.env:is:prod', 'agent:gt:3.9.0.0'], Query: 'web host-2' })).toEqual(['web-2'])
  })

  it.each([
    ['colour:is:red'],
    ['status:near:Online'],
    ['agent:lt:new'],
    ['lastSeen:lt:yesterday'],
    ['name:is:%E0%A4%A'],
    ['name:is:%00'],
    ['name'],
    ['tags:is:none'],
    ['duplicate:is:colour'],
    ['duplicate:lt:machine'],
  ])('refuses %s', async (filter) => {
    await expect(names({ Filters: [filter] })).rejects.toMatchObject({ code: 'InvalidFilter' })
  })

  it.each([
    ['-name', ['web-2', 'web-1', 'web-0', 'db-1', 'db-0']],
    ['status,-name', ['db-1', 'db-0', 'web-2', 'web-1', 'web-0']],
    ['-agent,name', ['web-2', 'web-1', 'web-0', 'db-0', 'db-1']],
    ['-lastSeen,name', ['web-2', 'web-1', 'web-0', 'db-0', 'db-1']],
    ['platform,-registered,-name', ['db-1', 'db-0', 'web-2', 'web-1', 'web-0']],
  ])('sorts by %s, page after page', async (Sort, expected) => {
    const found: string[] = []
    let token: string | undefined
    do {
      const page = await test.call(listManagedNodes, { Sort, MaxResults: 2, ...(token && { NextToken: token }) })
      found.push(...page.Nodes.map((node) => node.Name))
      token = page.NextToken
    } while (token)
    expect(found).toEqual(expected)
  })

  it('pages from the end towards the start, each page in the order of the list', async () => {
    const input = { Sort: 'platform,-registered,-name', FromEnd: true, MaxResults: 2 }
    const last = await test.call(listManagedNodes, input)
    const before = await test.call(listManagedNodes, { ...input, NextToken: last.NextToken })
    const first = await test.call(listManagedNodes, { ...input, NextToken: before.NextToken })
    const found = [first, before, last].map(({ Nodes }) => Nodes.map((node) => node.Name))
    expect(found).toEqual([['db-1'], ['db-0', 'web-2'], ['web-1', 'web-0']])
    expect(first.NextToken).toBeUndefined()
    await expect(names({ Sort: input.Sort, NextToken: last.NextToken })).rejects.toMatchObject({ code: 'InvalidNextToken' })
  })

  it('refuses a token of another order, and one whose values were changed', async () => {
    const { NextToken = '' } = await test.call(listManagedNodes, { Sort: 'name', MaxResults: 1 })
    const code = 'InvalidNextToken'
    await expect(names({ Sort: '-name', NextToken })).rejects.toMatchObject({ code })
    await expect(names({ Sort: 'lastSeen', NextToken: encodeListToken('lastSeen', ['x', 'y']) })).rejects.toMatchObject({ code })
  })

  it('counts what matches, the fleet, and every facet without its own filter', async () => {
    const answer = await test.call(listManagedNodes, { Filters: ['status:is:Online'], Counts: true, Facets: true })
    expect(answer).toMatchObject({ Total: 3, TotalOnline: 3, FleetTotal: 5, FleetOnline: 3 })
    expect(answer.Facets?.Status).toEqual([
      { Value: 'Online', Count: 3 },
      { Value: 'ConnectionLost', Count: 2 },
    ])
    expect(answer.Facets?.Platform).toEqual([{ Value: 'Debian', Count: 3 }])
  })

  it('answers rich rows', async () => {
    const { Nodes } = await test.call(listManagedNodes, { Filters: [`id:is:${web[0]}`] })
    expect(Nodes).toEqual([
      expect.objectContaining({
        NodeId: web[0],
        PingStatus: 'Online',
        Connected: false,
        Tags: { env: 'prod', role: 'web' },
        ComputerName: 'HOST-0',
      }),
    ])
  })
})

describe('untagged nodes and possible duplicates', () => {
  let other: TestContext
  beforeAll(async () => {
    other = await testContext()
    const machines = [
      ['alone', 'HOST-1', '192.0.2.1', 'machine-1'],
      ['same-host', 'host-2', '192.0.2.2', 'machine-2'],
      ['same-host-too', 'HOST-2', '192.0.2.3', 'machine-3'],
      ['same-machine', '', '', 'machine-4'],
      ['same-machine-too', 'HOST-5', '127.0.0.1', 'machine-4'],
      ['same-address', 'HOST-6', '192.0.2.6', 'machine-6'],
      ['same-address-too', 'HOST-7', '192.0.2.6', 'machine-7'],
      ['loopback', 'HOST-8', '127.0.0.1', 'machine-8'],
      ['gone', 'HOST-1', '192.0.2.1', 'machine-1'],
    ]
    for (const [name = '', computerName, ipAddress, fingerprint] of machines) {
      const [id] = await registerNodes(other.ctx, name, { tags: name === 'alone' ? [{ Key: 'env', Value: '' }] : [] })
      const state = name === 'gone' ? 'deregistered' : 'registered'
      await other.ctx.db.execute(sql`update nodes set name = ${name}, computer_name = ${computerName}, ip_address = ${ipAddress},
        fingerprint = ${fingerprint}, state = ${state} where id = ${id}`)
    }
  })
  afterAll(() => other.close())

  it.each([
    ['duplicate:is:hostName', ['same-host', 'same-host-too']],
    ['duplicate:is:machine', ['same-machine', 'same-machine-too']],
    ['duplicate:is:address', ['same-address', 'same-address-too']],
    ['duplicate:in:address,machine', ['same-address', 'same-address-too', 'same-machine', 'same-machine-too']],
    ['duplicate:exists:false', ['alone', 'loopback']],
    ['duplicate:not:hostName', ['alone', 'loopback', 'same-address', 'same-address-too', 'same-machine', 'same-machine-too']],
    ['tags:exists', ['alone']],
  ])('are found by %s', async (filter, expected) => {
    const { Nodes } = await other.call(listManagedNodes, { Filters: [filter] })
    expect(Nodes.map((node) => node.Name)).toEqual(expected)
  })
})

describe('UpdateManagedNodeName', () => {
  it('renames a node', async () => {
    await test.call(updateManagedNodeName, { NodeId: db[0], Name: 'renamed' })
    expect(await names({ Filters: ['name:is:renamed'] })).toEqual(['renamed'])
    await test.call(updateManagedNodeName, { NodeId: db[0], Name: 'db-0' })
  })

  it('shows a node without a name by its host name, and sorts and filters by what is shown', async () => {
    await test.call(updateManagedNodeName, { NodeId: web[1], Name: '' })
    expect(await names({ Sort: 'name' })).toEqual(['', 'db-0', 'db-1', 'web-0', 'web-2'])
    expect(await names({ Filters: ['name:begins:HOST'] })).toEqual([''])
    await test.call(updateManagedNodeName, { NodeId: web[1], Name: 'web-1' })
  })
})

describe('resolveTargets', () => {
  async function resolved(targets: readonly Target[]): Promise<string[]> {
    const nodes = await resolveTargets(test.ctx, { targets }, { after: undefined, limit: 100 })
    return nodes.map((node) => node.name).sort()
  }

  it.each<[Target[], string[]]>([
    [[{ Key: 'tag:env', Values: ['prod', 'stage, old'] }], ['db-0', 'db-1', 'web-0', 'web-1', 'web-2']],
    [
      [
        { Key: 'tag:env', Values: ['prod'] },
        { Key: 'tag:role', Values: ['db'] },
      ],
      [],
    ],
    [[{ Key: 'tag-key', Values: ['role'] }], ['web-0', 'web-1', 'web-2']],
    [[{ Key: 'InstanceIds', Values: ['mi-00000000000000000'] }], []],
  ])('finds %j', async (targets, expected) => {
    expect(await resolved(targets)).toEqual(expected)
  })

  it('finds nodes by id, page after page', async () => {
    const selection = { targets: [{ Key: 'InstanceIds', Values: web }] }
    const first = await resolveTargets(test.ctx, selection, { after: undefined, limit: 2 })
    const rest = await resolveTargets(test.ctx, selection, { after: first.at(-1)?.id, limit: 2 })
    expect([...first, ...rest].map((node) => node.id)).toEqual([...web].sort())
    expect(await countTargets(test.ctx, selection)).toEqual({ total: 3, online: 3 })
  })
})
