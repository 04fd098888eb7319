/**
 * Server and agents are killed at random while commands run on 200 simulated nodes and three real agents. In the end every
 * invocation has its true state, and every script ran exactly once on every node. CHAOS_SEED repeats a run.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerAgent } from '#agent/registration/register-agent'
import { AgentProcess, bundleAgent } from '#agent/testing/agent-process'
import { type TestDatabase, testDatabase } from '#lib/platform/db/testing/test-database'
import { type Fleet, startFleet } from './fleet/fleet'
import { ServerProcess } from './fleet/testing/server-process'
import { untilEnded } from './fleet/testing/until-ended'

const simulated = 200
const rounds = 5
const seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const linux = { platformName: 'Ubuntu', platformType: 'Linux', platformVersion: '24.04', agentUser: 'root' } as const

interface RealNode {
  nodeId: string
  state: string
  process: AgentProcess
}

let database: TestDatabase
let server: ServerProcess
let fleet: Fleet
let agentBundle: string
let runsFolder: string
const realNodes: RealNode[] = []

async function activate(limit: number) {
  const tags = [{ Key: 'chaos', Value: 'yes' }]
  const { body } = await server.aws('AmazonSSM.CreateActivation', { IamRole: 'chaos', RegistrationLimit: limit, Tags: tags })
  return { id: String(body['ActivationId']), code: String(body['ActivationCode']) }
}

beforeAll(async () => {
  database = await testDatabase()
  server = await ServerProcess.start(database.connection)
  runsFolder = path.join(server.folder, 'runs')
  mkdirSync(runsFolder)
  const { secureUrl: url, authority: ca } = server
  fleet = await startFleet({ url, ca, nodes: simulated, mix: [{ machine: linux, share: 100 }], activate })
  agentBundle = await bundleAgent(server.folder)
  const { id, code } = await activate(3)
  for (const name of ['real-1', 'real-2', 'real-3']) {
    const state = path.join(server.folder, name)
    const { nodeId } = await registerAgent({ url, ca, name, activationId: id, activationCode: code, stateDirectory: state })
    realNodes.push({ nodeId, state, process: new AgentProcess(agentBundle, state) })
  }
}, 120_000)

afterAll(async () => {
  fleet?.stop()
  for (const node of realNodes) await node.process.end()
  await server?.end()
  await database?.drop()
})

/** Mulberry32: small, and the same everywhere. */
function createRandom(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The id when the server said that it took the command. */
async function send(round: number): Promise<string | undefined> {
  const file = `${runsFolder}/$AWS_SSM_INSTANCE_ID.round-${round}`
  const commands = [`echo begun >> ${file}`, 'echo one', 'sleep 0.4', 'echo two']
  try {
    const { body, status } = await server.aws('AmazonSSM.SendCommand', {
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:chaos', Values: ['yes'] }],
      Parameters: { commands },
      MaxConcurrency: '60',
      MaxErrors: '100%',
      Comment: `round ${round}`,
    })
    return status === 200 ? (body['Command'] as { CommandId: string }).CommandId : undefined
  } catch {
    return undefined
  }
}

async function killAndRestart(node: RealNode): Promise<void> {
  await node.process.end('SIGKILL')
  node.process = new AgentProcess(agentBundle, node.state)
}

/** One command for each round, a server that dies some time after it was sent, and now and then an agent that dies too. */
async function wreakHavoc(random: () => number): Promise<readonly string[]> {
  const sending: Promise<string | undefined>[] = []
  for (let round = 0; round < rounds; round += 1) {
    sending.push(send(round))
    await pause(50 + random() * 1200)
    const victim = realNodes[Math.floor(random() * realNodes.length)]
    await Promise.all([server.kill(), victim && random() < 0.7 ? killAndRestart(victim) : undefined])
    await server.launch()
    await pause(random() * 800)
  }
  return (await Promise.all(sending)).filter((id) => id !== undefined)
}

interface Invocation {
  InstanceId: string
  Status: string
  CommandPlugins?: { Output: string }[]
}

async function listInvocations(commandId: string): Promise<readonly Invocation[]> {
  const invocations: Invocation[] = []
  for (let token: unknown; ; ) {
    const input = { CommandId: commandId, Details: true, MaxResults: 50, ...(token ? { NextToken: token } : {}) }
    const { body } = await server.aws('AmazonSSM.ListCommandInvocations', input)
    invocations.push(...(body['CommandInvocations'] as Invocation[]))
    token = body['NextToken']
    if (!token) return invocations
  }
}

function timesRun({ nodeId }: { nodeId: string }, round: number): number {
  const text = readFileSync(path.join(runsFolder, `${nodeId}.round-${round}`), 'utf8')
  return text.split('\n').filter((line) => line === 'begun').length
}

async function expectTruth(commandId: string, round: number): Promise<void> {
  const invocations = await listInvocations(commandId)
  expect(invocations.map(({ InstanceId }) => InstanceId).sort()).toEqual(
    [...fleet.nodes, ...realNodes].map(({ nodeId }) => nodeId).sort(),
  )
  const wrong = invocations.filter(({ Status }) => Status !== 'Success')
  expect(wrong).toEqual([])
  expect(fleet.nodes.filter(({ nodeId }) => fleet.runs(nodeId, commandId) !== 1)).toEqual([])
  expect(realNodes.map((node) => timesRun(node, round))).toEqual([1, 1, 1])
  const outputs = new Set(invocations.map(({ CommandPlugins }) => CommandPlugins?.[0]?.Output.replace(/^begun .*\n/, '')))
  expect([...outputs]).toEqual(['one\ntwo\n'])
}

it(`keeps every command true while server and agents are killed at random (seed ${seed})`, async () => {
  const acknowledged = await wreakHavoc(createRandom(seed))
  const { body } = await server.aws('AmazonSSM.ListCommands', {})
  const commands = body['Commands'] as { CommandId: string; Comment: string }[]
  expect(commands.length).toBeGreaterThan(0)
  const ids = commands.map(({ CommandId }) => CommandId)
  expect(ids).toEqual(expect.arrayContaining([...acknowledged]))
  for (const { CommandId, Comment } of commands) {
    await untilEnded(server, CommandId, 90_000)
    await expectTruth(CommandId, Number(Comment.slice('round '.length)))
  }
}, 180_000)
