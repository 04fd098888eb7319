/** From SendCommand until every result is there: simulated nodes, real agents, and ssh on the same machine. */
import path from 'node:path'
import { registerAgent } from '#agent/registration/register-agent'
import { createGate } from '../server/fleet/gate'
import { type Installation, startInstallation } from './support/installation'
import { type Program, root, startProgram, until } from './support/processes'
import { median, note, pause, report } from './support/report'
import { startSsh } from './support/ssh'

const tries = 5
const realAgents = 20
/** A tenth are Windows, and the script is for the others. */
const simulatedNodes = Number(process.env['BENCH_COMMAND_NODES'] ?? 1240)

interface Command {
  CommandId: string
  Status: string
  TargetCount: number
  CompletedCount: number
  ErrorCount: number
}

/** In milliseconds. Asks every 20 ms, as fast as a console that is told by events would know. */
async function sendToAll(installation: Installation, tag: string, expected: number): Promise<number> {
  const since = performance.now()
  const { Command } = await installation.aws('SendCommand', {
    DocumentName: 'AWS-RunShellScript',
    Targets: [{ Key: 'tag:group', Values: [tag] }],
    Parameters: { commands: ['true'] },
    MaxConcurrency: '100%',
    MaxErrors: '100%',
  })
  const { CommandId } = Command as Command
  for (;;) {
    const { Commands } = await installation.aws('ListCommands', { CommandId })
    const [command] = Commands as Command[]
    if (command?.Status === 'Success' && command.CompletedCount === expected) return performance.now() - since
    if (command && !['Pending', 'InProgress', 'Success'].includes(command.Status))
      throw new Error(`the command ended as ${JSON.stringify(command)}`)
    await pause(20)
  }
}

async function tagAll(installation: Installation, nodeIds: readonly string[], group: string): Promise<void> {
  const tag = (ResourceId: string) =>
    installation.aws('AddTagsToResource', { ResourceType: 'ManagedInstance', ResourceId, Tags: [{ Key: 'group', Value: group }] })
  const gate = createGate(16)
  await Promise.all(nodeIds.map((nodeId) => gate.run(() => tag(nodeId))))
}

/** Nodes that have a shell: the script is for Linux and macOS. */
async function listShellNodes(installation: Installation): Promise<readonly string[]> {
  const ids: string[] = []
  for (let NextToken: unknown; ; ) {
    const page = await installation.aws('DescribeInstanceInformation', { MaxResults: 50, ...(NextToken ? { NextToken } : {}) })
    for (const node of page['InstanceInformationList'] as { InstanceId: string; PlatformType: string }[])
      if (node.PlatformType !== 'Windows') ids.push(node.InstanceId)
    NextToken = page['NextToken']
    if (!NextToken) return ids
  }
}

async function measure(installation: Installation, group: string, expected: number): Promise<number> {
  await sendToAll(installation, group, expected)
  const times: number[] = []
  for (let turn = 0; turn < tries; turn += 1) times.push(await sendToAll(installation, group, expected))
  return median(times)
}

async function startAgents(installation: Installation): Promise<{ nodeIds: readonly string[]; stop(): Promise<void> }> {
  const made = await installation.aws('CreateActivation', { IamRole: 'bench', RegistrationLimit: realAgents })
  const nodeIds: string[] = []
  const agents: Program[] = []
  for (let index = 0; index < realAgents; index += 1) {
    const stateDirectory = path.join(installation.folder, `agent-${index}`)
    const { nodeId } = await registerAgent({
      url: installation.secureUrl,
      ca: installation.authority,
      activationId: String(made['ActivationId']),
      activationCode: String(made['ActivationCode']),
      stateDirectory,
      name: `agent-${index}`,
    })
    nodeIds.push(nodeId)
    const env = { ...process.env, QUARTERDECK_AGENT_LOG: 'error' }
    agents.push(startProgram(process.execPath, [path.join(root, 'dist/agent/agent.mjs'), 'run', '--state', stateDirectory], env))
  }
  await until('twenty connected agents', 120_000, async () => {
    const { Connections } = await connectionsOf(installation, nodeIds)
    return Connections === realAgents ? true : undefined
  })
  return {
    nodeIds,
    async stop() {
      await Promise.all(agents.map((agent) => agent.stop()))
    },
  }
}

async function connectionsOf(installation: Installation, nodeIds: readonly string[]): Promise<{ Connections: number }> {
  const answers = await Promise.all(nodeIds.map((Target) => installation.aws('GetConnectionStatus', { Target })))
  return { Connections: answers.filter(({ Status }) => Status === 'connected').length }
}

const text = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

const installation = await startInstallation()
const ssh = await startSsh(installation.folder)
try {
  const peerOf = async (count: number) => (ssh ? ssh.runOnAll(count) : undefined)
  const fleet = await installation.startFleet(simulatedNodes)
  const shellNodes = await listShellNodes(installation)
  note(`${shellNodes.length} of ${simulatedNodes} simulated nodes have a shell; each gets \`true\` with MaxConcurrency 100%`)
  const times = new Map<number, number>()
  let start = 0
  for (const count of [10, 100, 1000]) {
    const nodeIds = shellNodes.slice(start, start + count)
    if (nodeIds.length === 0) break
    start += count
    await tagAll(installation, nodeIds, `simulated-${count}`)
    const own = await measure(installation, `simulated-${count}`, nodeIds.length)
    times.set(count, own)
    const peer = await peerOf(nodeIds.length)
    report({
      promise: `\`true\` to all results, ${nodeIds.length} simulated nodes`,
      measured: text(own),
      peer: peer === undefined ? 'no sshd could be started here' : `xargs -P 50 ssh over warm ControlPersist: ${text(peer)}`,
      goal: count === 1000 ? 'less than ssh' : 'told for the growth',
      met: count !== 1000 || (peer !== undefined && own < peer),
    })
  }
  const growth = (times.get(1000) ?? 0) / (times.get(100) ?? 1)
  report({
    promise: 'growth from 100 to 1,000 nodes',
    measured: `${growth.toFixed(1)} times`,
    goal: 'linear: at most 12 times',
    met: growth <= 12,
  })
  await fleet.stop()
  const agents = await startAgents(installation)
  try {
    await tagAll(installation, agents.nodeIds, 'real')
    const own = await measure(installation, 'real', realAgents)
    const peer = await peerOf(realAgents)
    report({
      promise: '`true` to all results, 20 real agent processes on this machine',
      measured: text(own),
      peer: peer === undefined ? 'no sshd could be started here' : `xargs -P 50 ssh over warm ControlPersist: ${text(peer)}`,
      goal: 'at most 1 s, all 20 on one machine',
      met: own <= 1000,
    })
  } finally {
    await agents.stop()
  }
} finally {
  await ssh?.stop()
  await installation.stop()
}
