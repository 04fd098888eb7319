import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { agentName, agentVersion } from '#lib/vocabulary/own-agent'
import { deregisterManagedInstance } from './operations/deregister-managed-instance'
import { describeInstanceInformation } from './operations/describe-instance-information'
import { describeInstanceProperties } from './operations/describe-instance-properties'
import { listNodes } from './operations/list-nodes'
import { listNodesSummary } from './operations/list-nodes-summary'
import { updateInstanceInformation } from './operations/update-instance-information'
import { updateManagedInstanceRole } from './operations/update-managed-instance-role'
import { callerOfNode, registerNodes } from './testing/register-nodes'

let test: TestContext
const fleet = { linux: [] as string[], windows: [] as string[], silent: [] as string[] }

async function reportHealth(id: string, platform: object) {
  const report = {
    InstanceId: id,
    AgentName: 'amazon-ssm-agent',
    ComputerName: `host-${id.slice(-4)}`,
    IPAddress: '192.0.2.10',
    ...platform,
  }
  await test.call(updateInstanceInformation, report, callerOfNode(test.ctx, id))
}

beforeAll(async () => {
  test = await testContext()
  const prod = [{ Key: 'env', Value: 'prod' }]
  fleet.linux = await registerNodes(test.ctx, 'web', { count: 6, tags: prod })
  fleet.windows = await registerNodes(test.ctx, 'desk', { count: 2, tags: [...prod, { Key: 'os', Value: 'win' }] })
  fleet.silent = await registerNodes(test.ctx, 'silent', { count: 1, tags: [{ Key: 'env', Value: 'stage' }] })
  for (const [index, id] of fleet.linux.entries()) {
    await reportHealth(id, {
      AgentVersion: `3.${index * 4}.0.0`,
      PlatformType: 'Linux',
      PlatformName: 'Debian GNU/Linux',
      PlatformVersion: '12',
    })
  }
  for (const id of fleet.windows) {
    await reportHealth(id, {
      AgentVersion: '3.3.0.0',
      PlatformType: 'Windows',
      PlatformName: 'Windows Server',
      PlatformVersion: '10.0',
    })
  }
})
afterAll(() => test.close())

async function described(input: object): Promise<readonly string[]> {
  const { InstanceInformationList = [] } = await test.call(describeInstanceInformation, { MaxResults: 50, ...input })
  return InstanceInformationList.map((node) => node.InstanceId ?? '').sort()
}

const sorted = (...ids: string[][]) => ids.flat().sort()

describe('DescribeInstanceInformation', () => {
  it.each<[string, object, boolean | undefined]>([
    ['the agent that this server hands out', { AgentName: agentName, AgentVersion: agentVersion }, true],
    ['an older one', { AgentName: agentName, AgentVersion: '0.0.1' }, false],
    ['a newer one, which is not the one handed out', { AgentName: agentName, AgentVersion: '99.0.0' }, false],
    ['the stock agent', { AgentName: 'amazon-ssm-agent', AgentVersion: agentVersion }, undefined],
    ['an agent that has not said its version', { AgentName: agentName }, undefined],
  ])('says whether it is the latest version: %s', async (_name, report, isLatest) => {
    const [InstanceId = ''] = await registerNodes(test.ctx, 'version')
    await test.call(updateInstanceInformation, { InstanceId, ...report }, callerOfNode(test.ctx, InstanceId))
    const Filters = [{ Key: 'InstanceIds', Values: [InstanceId] }]
    const { InstanceInformationList } = await test.call(describeInstanceInformation, { Filters })
    expect(InstanceInformationList?.[0]?.IsLatestVersion).toBe(isLatest)
    await test.call(deregisterManagedInstance, { InstanceId })
  })

  it('answers what the agent said', async () => {
    const [id = ''] = fleet.windows
    const { InstanceInformationList } = await test.call(describeInstanceInformation, {
      Filters: [{ Key: 'InstanceIds', Values: [id] }],
    })
    expect(InstanceInformationList).toEqual([
      expect.objectContaining({
        InstanceId: id,
        Name: 'desk-0',
        PingStatus: 'Online',
        LastPingDateTime: test.clock.now(),
        AgentVersion: '3.3.0.0',
        PlatformType: 'Windows',
        PlatformName: 'Windows Server',
        PlatformVersion: '10.0',
        IamRole: 'fleet',
        IPAddress: '192.0.2.10',
        ComputerName: `host-${id.slice(-4)}`,
        ResourceType: 'ManagedInstance',
      }),
    ])
  })

  it.each<[string, string[], () => string[]]>([
    ['tag:env', ['prod'], () => sorted(fleet.linux, fleet.windows)],
    ['tag:env', ['stage', 'none'], () => fleet.silent],
    ['tag-key', ['os'], () => fleet.windows],
    ['PingStatus', ['Online'], () => sorted(fleet.linux, fleet.windows)],
    ['PingStatus', ['ConnectionLost', 'Inactive'], () => fleet.silent],
    ['PlatformTypes', ['Linux'], () => fleet.linux],
    ['AgentVersion', ['3.3.0.0'], () => fleet.windows],
    ['IamRole', ['fleet'], () => sorted(fleet.linux, fleet.windows, fleet.silent)],
    ['ResourceType', ['ManagedInstance'], () => sorted(fleet.linux, fleet.windows, fleet.silent)],
    ['ResourceType', ['EC2Instance'], () => []],
    ['AssociationStatus', ['Success'], () => []],
    ['ActivationIds', [crypto.randomUUID()], () => []],
    ['InstanceIds', ['i-0123456789abcdef0'], () => []],
    ['SourceTypes', ['AWS::SSM::ManagedInstance'], () => sorted(fleet.linux, fleet.windows, fleet.silent)],
    ['SourceTypes', ['AWS::EC2::Instance'], () => []],
  ])('finds nodes by %s %j', async (Key, Values, expected) => {
    expect(await described({ Filters: [{ Key, Values }] })).toEqual([...expected()].sort())
  })

  it('finds a node by its source, which is the node itself', async () => {
    const [id = ''] = fleet.linux
    expect(await described({ Filters: [{ Key: 'SourceIds', Values: [id] }] })).toEqual([id])
    const wrong = described({ Filters: [{ Key: 'SourceTypes', Values: ['Toaster'] }] })
    await expect(wrong).rejects.toMatchObject({ code: 'InvalidInstanceInformationFilterValue' })
  })

  it('takes the old form of filters, and all of them together', async () => {
    const list = [
      { key: 'PlatformTypes', valueSet: ['Linux'] },
      { key: 'AgentVersion', valueSet: ['3.4.0.0', '3.3.0.0'] },
    ]
    expect(await described({ InstanceInformationFilterList: list })).toEqual([fleet.linux[1]])
  })

  it.each([
    [{ Filters: [{ Key: 'Colour', Values: ['x'] }] }, 'InvalidFilterKey'],
    [
      {
        Filters: [
          { Key: 'tag:env', Values: ['prod'] },
          { Key: 'PingStatus', Values: ['Online'] },
        ],
      },
      'InvalidFilterKey',
    ],
    [{ Filters: [{ Key: 'PingStatus', Values: ['Asleep'] }] }, 'InvalidInstanceInformationFilterValue'],
    [{ Filters: [{ Key: 'InstanceIds', Values: ['web-1'] }] }, 'InvalidInstanceId'],
    [{ NextToken: 'made up' }, 'InvalidNextToken'],
    [{ MaxResults: 4 }, 'ValidationException'],
    [{ MaxResults: 51 }, 'ValidationException'],
    [
      { Filters: [{ Key: 'IamRole', Values: ['a'] }], InstanceInformationFilterList: [{ key: 'IamRole', valueSet: ['a'] }] },
      'ValidationException',
    ],
  ])('refuses %j', async (input, code) => {
    await expect(test.call(describeInstanceInformation, input)).rejects.toMatchObject({ code })
  })

  it('pages through every node once', async () => {
    const found: string[] = []
    let token: string | undefined
    do {
      const page = await test.call(describeInstanceInformation, { MaxResults: 5, ...(token && { NextToken: token }) })
      found.push(...(page.InstanceInformationList ?? []).map((node) => node.InstanceId ?? ''))
      token = page.NextToken
    } while (token)
    expect(found).toEqual(sorted(fleet.linux, fleet.windows, fleet.silent))
  })
})

describe('DescribeInstanceProperties', () => {
  it.each<[string, string, string[], () => string[]]>([
    ['AgentVersion', 'LessThan', ['3.10.0.0'], () => sorted(fleet.linux.slice(0, 3), fleet.windows)],
    ['AgentVersion', 'GreaterThan', ['3.12.0.0'], () => fleet.linux.slice(4)],
    ['AgentVersion', 'BeginWith', ['3.1'], () => fleet.linux.slice(3, 5)],
    ['PlatformTypes', 'NotEqual', ['Linux'], () => sorted(fleet.windows, fleet.silent)],
    ['PlatformTypes', 'Equal', ['Windows'], () => fleet.windows],
    ['DocumentName', 'Equal', ['AWS-GatherSoftwareInventory'], () => []],
  ])('finds nodes by %s %s %j', async (Key, Operator, Values, expected) => {
    const answer = await test.call(describeInstanceProperties, { FiltersWithOperator: [{ Key, Operator, Values }] })
    expect((answer.InstanceProperties ?? []).map((node) => node.InstanceId)).toEqual([...expected()].sort())
  })

  it.each([
    [{ Key: 'PlatformTypes', Operator: 'LessThan', Values: ['Linux'] }],
    [{ Key: 'AgentVersion', Operator: 'LessThan', Values: ['new'] }],
    [{ Key: 'PingStatus', Operator: 'Equal', Values: ['Asleep'] }],
  ])('refuses %j', async (filter) => {
    const call = test.call(describeInstanceProperties, { FiltersWithOperator: [filter] })
    await expect(call).rejects.toMatchObject({ code: 'InvalidInstancePropertyFilterValue' })
  })
})

describe('ListNodes', () => {
  it.each<[string, string, string[], () => string[]]>([
    ['PlatformType', 'Equal', ['Windows'], () => fleet.windows],
    ['PlatformName', 'BeginWith', ['Deb', 'Win'], () => sorted(fleet.linux, fleet.windows)],
    ['PlatformType', 'NotEqual', ['Linux'], () => sorted(fleet.windows, fleet.silent)],
    ['InstanceStatus', 'Equal', ['Active'], () => sorted(fleet.linux, fleet.windows)],
    ['InstanceStatus', 'NotEqual', ['Active'], () => fleet.silent],
    ['Region', 'NotEqual', ['local-1'], () => []],
    ['ManagedStatus', 'Equal', ['Unmanaged'], () => []],
  ])('finds nodes by %s %s %j', async (Key, Type, Values, expected) => {
    const { Nodes = [] } = await test.call(listNodes, { Filters: [{ Key, Type, Values }] })
    expect(Nodes.map((node) => node.Id)).toEqual([...expected()].sort())
  })

  it('knows no data sync and no organization', async () => {
    await expect(test.call(listNodes, { SyncName: 'x' })).rejects.toMatchObject({ code: 'ResourceDataSyncNotFoundException' })
    const Filters = [{ Key: 'OrganizationalUnitId', Values: ['ou-1'] }]
    await expect(test.call(listNodes, { Filters })).rejects.toMatchObject({ code: 'UnsupportedOperationException' })
  })
})

describe('ListNodesSummary', () => {
  const count = (AttributeName: string, Aggregators?: object[]) => ({
    AggregatorType: 'Count',
    TypeName: 'Instance',
    AttributeName,
    ...(Aggregators && { Aggregators }),
  })

  it('counts by an attribute, and by one inside another', async () => {
    const Aggregators = [count('ResourceType'), count('PlatformType', [count('PlatformVersion')])]
    const { Summary } = await test.call(listNodesSummary, { Aggregators })
    expect(Summary).toEqual([
      { ResourceType: 'ManagedInstance', Count: '9' },
      { PlatformType: '', PlatformVersion: '', Count: '1' },
      { PlatformType: 'Linux', PlatformVersion: '12', Count: '6' },
      { PlatformType: 'Windows', PlatformVersion: '10.0', Count: '2' },
    ])
  })

  it('pages over aggregators', async () => {
    const Aggregators = [count('PlatformType'), count('Region')]
    const lines: object[] = []
    let token: string | undefined
    do {
      const page = await test.call(listNodesSummary, { Aggregators, MaxResults: 1, ...(token && { NextToken: token }) })
      lines.push(...(page.Summary ?? []))
      token = page.NextToken
    } while (token)
    expect(lines).toEqual([
      { PlatformType: '', Count: '1' },
      { PlatformType: 'Linux', Count: '6' },
      { PlatformType: 'Windows', Count: '2' },
      { Region: 'local-1', Count: '9' },
    ])
  })

  it('refuses three attributes in each other', async () => {
    const Aggregators = [count('PlatformType', [count('PlatformName', [count('PlatformVersion')])])]
    await expect(test.call(listNodesSummary, { Aggregators })).rejects.toMatchObject({ code: 'InvalidAggregatorException' })
  })
})

describe('UpdateManagedInstanceRole', () => {
  it('changes the role of a node, and knows no other', async () => {
    const [id = ''] = fleet.silent
    await test.call(updateManagedInstanceRole, { InstanceId: id, IamRole: 'other' })
    expect(await described({ Filters: [{ Key: 'IamRole', Values: ['other'] }] })).toEqual([id])
    const unknown = { InstanceId: 'mi-00000000000000000', IamRole: 'other' }
    await expect(test.call(updateManagedInstanceRole, unknown)).rejects.toMatchObject({ code: 'InvalidInstanceId' })
    await test.call(updateManagedInstanceRole, { InstanceId: id, IamRole: 'fleet' })
  })
})
