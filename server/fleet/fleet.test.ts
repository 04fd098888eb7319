import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server'
import { type Fleet, startFleet } from './fleet'
import { untilEnded } from './testing/until-ended'

const nodes = 20
let server: TestServer
let fleet: Fleet
let stateDirectory: string
let activations = 0

async function activate(limit: number) {
  activations += 1
  const { body } = await server.aws('AmazonSSM.CreateActivation', { IamRole: 'simulated', RegistrationLimit: limit })
  return { id: String(body['ActivationId']), code: String(body['ActivationCode']) }
}

function start(failPercent = 0): Promise<Fleet> {
  const ca = readFileSync(server.authorityFile, 'utf8')
  return startFleet({ url: server.secureUrl, ca, nodes, activate, stateDirectory, failPercent })
}

async function send(nodeIds: readonly string[], commands: readonly string[]): Promise<string> {
  const input = { DocumentName: 'AWS-RunShellScript', InstanceIds: nodeIds, Parameters: { commands } }
  const { body } = await server.aws('AmazonSSM.SendCommand', input)
  return String((body['Command'] as { CommandId: string }).CommandId)
}

async function invocationOf(commandId: string, nodeId: string): Promise<Record<string, unknown>> {
  const { body } = await server.aws('AmazonSSM.GetCommandInvocation', { CommandId: commandId, InstanceId: nodeId })
  return body
}

beforeAll(async () => {
  server = await startTestServer()
  stateDirectory = mkdtempSync(path.join(tmpdir(), 'qd-fleet-'))
  fleet = await start()
})

afterAll(async () => {
  fleet.stop()
  await server.close()
  rmSync(stateDirectory, { recursive: true, force: true })
})

const linuxNode = () => fleet.nodes.find(({ machine }) => machine.platformType === 'Linux')?.nodeId ?? ''

describe('a fleet of simulated nodes', () => {
  it('is online with its names and its mix of platforms', async () => {
    const { body } = await server.aws('AmazonSSM.DescribeInstanceInformation', { MaxResults: 50 })
    const list = body['InstanceInformationList'] as { PingStatus: string; ComputerName: string; PlatformName: string }[]
    expect(list.filter(({ PingStatus }) => PingStatus === 'Online')).toHaveLength(nodes)
    expect(
      list
        .map(({ ComputerName }) => ComputerName)
        .sort()
        .slice(0, 2),
    ).toEqual(['web-001', 'web-002'])
    expect(list.filter(({ PlatformName }) => PlatformName === 'Ubuntu')).toHaveLength(9)
    expect(list.filter(({ PlatformName }) => PlatformName === 'macOS')).toHaveLength(1)
  })

  it('answers from its script, streams what takes time or is long, and runs a job once', async () => {
    const nodeId = linuxNode()
    const commandId = await send([nodeId], ['echo "hello there"', 'stream 3 30', 'seq 20000', 'echo lost >&2; exit 3'])
    await untilEnded(server, commandId)
    const invocation = await invocationOf(commandId, nodeId)
    expect(invocation).toMatchObject({ Status: 'Failed', ResponseCode: 3 })
    expect(invocation['StandardOutputContent']).toMatch(
      /^hello there\nline 1 of 3 at \d+\nline 2 of 3 at \d+\nline 3 of 3 at \d+\n1\n2\n/,
    )
    expect(invocation['StandardErrorContent']).toMatch(/^lost\n/)
    const whole = await server.aws(
      'Quarterdeck.GetCommandOutput',
      { CommandId: commandId, InstanceId: nodeId, MaxBytes: 1_000_000 },
      { service: 'quarterdeck' },
    )
    expect(JSON.stringify(whole.body)).toContain('19999\\n20000\\n')
    expect(fleet.runs(nodeId, commandId)).toBe(1)
  })

  it('stops what is cancelled', async () => {
    const nodeId = linuxNode()
    const commandId = await send([nodeId], ['echo begun', 'sleep 600'])
    await server.aws('AmazonSSM.CancelCommand', { CommandId: commandId })
    await untilEnded(server, commandId)
    expect(await invocationOf(commandId, nodeId)).toMatchObject({ Status: 'Cancelled' })
  })

  it('delivers after a cut what was not acknowledged, without running again', async () => {
    const nodeIds = fleet.nodes.filter(({ machine }) => machine.platformType === 'Linux').map(({ nodeId }) => nodeId)
    const commandId = await send(nodeIds, ['stream 10 20', 'hostname'])
    fleet.cut()
    await untilEnded(server, commandId)
    for (const { nodeId, name } of fleet.nodes.filter((node) => nodeIds.includes(node.nodeId))) {
      const invocation = await invocationOf(commandId, nodeId)
      expect(invocation).toMatchObject({ Status: 'Success' })
      expect(invocation['StandardOutputContent']).toMatch(new RegExp(`line 10 of 10 at \\d+\n${name}\n$`))
      expect(fleet.runs(nodeId, commandId)).toBe(1)
    }
  })

  it('is the same fleet when it starts again, and can be told to fail', async () => {
    const before = fleet.nodes
    fleet.stop()
    fleet = await start(100)
    expect(fleet.nodes).toEqual(before)
    expect(activations).toBe(1)
    const nodeId = linuxNode()
    const commandId = await send([nodeId], ['true'])
    await untilEnded(server, commandId)
    expect(await invocationOf(commandId, nodeId)).toMatchObject({ Status: 'Failed', ResponseCode: 1 })
  })
})
