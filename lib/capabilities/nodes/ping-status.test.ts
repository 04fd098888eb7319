import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { closeChannels, createChannelTokens, openChannels, renewGatewayLease, takeGatewayLease } from './channels'
import { deregisterManagedInstance } from './operations/deregister-managed-instance'
import { describeInstanceInformation } from './operations/describe-instance-information'
import { getConnectionStatus } from './operations/get-connection-status'
import { getManagedNode } from './operations/get-managed-node'
import { updateInstanceInformation } from './operations/update-instance-information'
import { deleteOldTombstones, sweepNodes } from './sweep'
import { callerOfNode, registerNodes } from './testing/register-nodes'
import { addTagsToResource } from '#lib/capabilities/tags/operations/add-tags-to-resource'

const gateway = 'gateway-1'
let test: TestContext
let accountId: string
let nodeId: string

beforeEach(async () => {
  test = await testContext()
  accountId = test.ctx.caller.accountId
  nodeId = (await registerNodes(test.ctx, 'node'))[0] ?? ''
  await takeGatewayLease(test.ctx, gateway)
})
afterEach(() => test.close())

async function connect(id = nodeId, onGateway = gateway): Promise<string> {
  const token = (await createChannelTokens(test.ctx, [{ accountId, nodeId: id }])).get(id) ?? ''
  const connectionId = crypto.randomUUID()
  const opened = await openChannels(test.ctx, onGateway, [{ accountId, nodeId: id, token, connectionId }])
  expect(opened).toHaveLength(1)
  return connectionId
}

async function disconnect(connectionId: string): Promise<void> {
  await closeChannels(test.ctx, [{ accountId, nodeId, connectionId, reason: 'the connection broke' }])
}

async function callHealth(extra: object = {}): Promise<void> {
  await test.call(updateInstanceInformation, { InstanceId: nodeId, ...extra }, callerOfNode(test.ctx, nodeId))
}

async function pingStatus(): Promise<string> {
  await sweepNodes(test.ctx)
  const { Node } = await test.call(getManagedNode, { NodeId: nodeId })
  return Node.PingStatus
}

async function history(): Promise<string[]> {
  const { Node } = await test.call(getManagedNode, { NodeId: nodeId })
  return Node.History.map((line) => line.Change)
}

async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    test.clock.advance(Math.min(5, seconds - passed) * 1000)
    expect(await renewGatewayLease(test.ctx, gateway)).toBe(true)
  }
}

describe('ping status', () => {
  it('is Online for as long as the control channel is open, without any health call', async () => {
    expect(await pingStatus()).toBe('ConnectionLost')
    await connect()
    await pass(3600)
    expect(await pingStatus()).toBe('Online')
    expect(await test.call(getConnectionStatus, { Target: nodeId })).toEqual({ Target: nodeId, Status: 'connected' })
  })

  it('survives a reconnection within 20 s, and is lost after them', async () => {
    const first = await connect()
    await disconnect(first)
    await pass(19)
    expect(await pingStatus()).toBe('Online')
    expect(await test.call(getConnectionStatus, { Target: nodeId })).toEqual({ Target: nodeId, Status: 'notconnected' })
    const second = await connect()
    await pass(60)
    expect(await pingStatus()).toBe('Online')
    await disconnect(second)
    await pass(20)
    expect(await pingStatus()).toBe('ConnectionLost')
    expect(await history()).toEqual(['lost', 'disconnected', 'connected', 'disconnected', 'online', 'registered'])
  })

  it('is not touched by the end of a connection that another has replaced', async () => {
    const first = await connect()
    await connect()
    await disconnect(first)
    await pass(60)
    expect(await pingStatus()).toBe('Online')
  })

  it('is Online for ten minutes after a health call without a control channel', async () => {
    await callHealth()
    await pass(599)
    expect(await pingStatus()).toBe('Online')
    await pass(1)
    expect(await pingStatus()).toBe('ConnectionLost')
    await callHealth()
    expect(await pingStatus()).toBe('Online')
  })

  it('is lost when the gateway dies, and the gateway learns that it was taken for dead', async () => {
    await connect()
    test.clock.advance(19_000)
    expect(await pingStatus()).toBe('Online')
    test.clock.advance(1000)
    expect(await pingStatus()).toBe('ConnectionLost')
    expect(await renewGatewayLease(test.ctx, gateway)).toBe(false)
  })

  it('stays Online when the dead gateway was not the last one', async () => {
    await connect()
    await takeGatewayLease(test.ctx, 'gateway-2')
    await connect(nodeId, 'gateway-2')
    test.clock.advance(19_000)
    await renewGatewayLease(test.ctx, 'gateway-2')
    test.clock.advance(1000)
    expect(await pingStatus()).toBe('Online')
  })
})

describe('control channel token', () => {
  it('opens one channel, once, within two minutes, and only for its node', async () => {
    const [other = ''] = await registerNodes(test.ctx, 'other')
    const issue = async () => (await createChannelTokens(test.ctx, [{ accountId, nodeId }])).get(nodeId) ?? ''
    const open = (token: string, id = nodeId) =>
      openChannels(test.ctx, gateway, [{ accountId, nodeId: id, token, connectionId: crypto.randomUUID() }])
    const token = await issue()
    expect(await open(token, other)).toHaveLength(0)
    expect(await open(token)).toHaveLength(1)
    expect(await open(token)).toHaveLength(0)
    const late = await issue()
    test.clock.advance(120_000)
    expect(await open(late)).toHaveLength(0)
  })

  it('is not given to nodes that are unknown or deregistered', async () => {
    await test.call(deregisterManagedInstance, { InstanceId: nodeId })
    const asked = [nodeId, 'mi-00000000000000000'].map((id) => ({ accountId, nodeId: id }))
    expect((await createChannelTokens(test.ctx, asked)).size).toBe(0)
  })

  it('opens thousands of channels in one call', async () => {
    const ids = await registerNodes(test.ctx, 'many', { count: 300 })
    const tokens = await createChannelTokens(
      test.ctx,
      ids.map((id) => ({ accountId, nodeId: id })),
    )
    const openings = ids.map((id) => ({ accountId, nodeId: id, token: tokens.get(id) ?? '', connectionId: crypto.randomUUID() }))
    expect(await openChannels(test.ctx, gateway, openings)).toHaveLength(300)
  })
})

describe('UpdateInstanceInformation', () => {
  it('is refused for another node, and for people', async () => {
    const [other = ''] = await registerNodes(test.ctx, 'other')
    const call = test.call(updateInstanceInformation, { InstanceId: other }, callerOfNode(test.ctx, nodeId))
    await expect(call).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await expect(test.call(updateInstanceInformation, { InstanceId: nodeId })).rejects.toMatchObject({
      code: 'AccessDeniedException',
    })
  })

  it('keeps the full form when the short one follows', async () => {
    await callHealth({
      AgentName: 'quarterdeck-agent',
      AgentUser: 'root',
      ComputerName: 'host-1',
      PlatformType: 'Linux',
      AgentVersion: '1.0.0',
    })
    await callHealth({ AgentVersion: '1.0.1' })
    const { Node } = await test.call(getManagedNode, { NodeId: nodeId })
    expect(Node).toMatchObject({
      AgentName: 'quarterdeck-agent',
      AgentUser: 'root',
      ComputerName: 'host-1',
      AgentVersion: '1.0.1',
    })
  })
})

describe('DeregisterManagedInstance', () => {
  it('leaves a tombstone for 30 days that no list shows', async () => {
    await connect()
    await test.call(deregisterManagedInstance, { InstanceId: nodeId })
    const { InstanceInformationList } = await test.call(describeInstanceInformation, {})
    expect(InstanceInformationList).toEqual([])
    const { Node } = await test.call(getManagedNode, { NodeId: nodeId })
    expect(Node).toMatchObject({
      State: 'deregistered',
      Connected: false,
      DeregisteredAt: test.clock.now(),
      DeregisteredBy: 'owner@example.net',
    })
    const again = test.call(deregisterManagedInstance, { InstanceId: nodeId })
    await expect(again).rejects.toMatchObject({ code: 'InvalidInstanceId' })
    const tagging = test.call(addTagsToResource, {
      ResourceType: 'ManagedInstance',
      ResourceId: nodeId,
      Tags: [{ Key: 'a', Value: '' }],
    })
    await expect(tagging).rejects.toMatchObject({ code: 'InvalidResourceId' })
    test.clock.advance(30 * 86_400_000 + 1)
    await deleteOldTombstones(test.ctx)
    await expect(test.call(getManagedNode, { NodeId: nodeId })).rejects.toMatchObject({ code: 'InvalidInstanceId' })
  })

  it('tells the gateway that holds the channel', async () => {
    const connectionId = await connect()
    const told = new Promise<string>((resolve) => {
      test.ctx.bus.subscribe(`gateway.${gateway}.close`, (payload) => resolve(new TextDecoder().decode(payload)))
    })
    await test.call(deregisterManagedInstance, { InstanceId: nodeId })
    expect(await told).toBe(connectionId)
  })
})

describe('history', () => {
  it('keeps the last 20 changes', async () => {
    for (let index = 0; index < 15; index += 1) await disconnect(await connect())
    const lines = await history()
    expect(lines).toHaveLength(20)
    expect(lines[0]).toBe('disconnected')
  })
})
