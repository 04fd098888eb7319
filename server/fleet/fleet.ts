/**
 * Many simulated nodes in one process, on real sockets and by the real protocol: registered through an activation, RSA-signed
 * token requests, SigV4, TLS, WebSockets, jobs and output streams. Only the machines are missing: answers are scripted.
 */
import { ServerClock } from '#agent/control-plane/server-clock'
import { silentLog } from '#agent/log'
import { type ChoreWheel, startChoreWheel } from './chore-wheel'
import { createFleetClient } from './fleet-client'
import { type FleetNode, type FleetState, openFleetState, saveFleetState } from './fleet-state'
import { createGate } from './gate'
import { type MixPart, mixMachines, nodeName, usualMix } from './machine'
import { type Activation, loopbackAddress, registerNodes } from './registration'
import { type FleetShare, SimulatedNode } from './simulated-node'

export interface FleetOptions {
  /** `https://host:port` of the control plane. */
  url: string
  /** PEM of the certificate authority to trust instead of the system's. */
  ca: string | undefined
  nodes: number
  /** Asked for each thousand of the nodes that are not registered yet. */
  activate(limit: number): Promise<Activation>
  region?: string
  prefix?: string
  mix?: readonly MixPart[]
  /** In percent of jobs. */
  failPercent?: number
  /** Without it the fleet is forgotten when it stops. */
  stateDirectory?: string
  signal?: AbortSignal
  onProgress?(progress: FleetProgress): void
}

export interface FleetProgress {
  registered: number
  connected: number
  lastProblem: string | undefined
}

export interface Fleet {
  nodes: readonly FleetNode[]
  connected(): number
  /** How often the script of a command was begun on a node. */
  runs(nodeId: string, commandId: string): number
  /** Cuts all connections as a broken network does; the nodes come back by themselves. */
  cut(): void
  stop(): void
}

const inFlight = 50
/** The model's highest registration limit. */
const mostOfOneActivation = 1000

/** Resolves when every node has connected. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { url, ca, region = 'local-1', failPercent = 0, stateDirectory, signal = new AbortController().signal } = options
  const plane = { url, ca, region, clock: new ServerClock(silentLog) }
  const parts = { plane, client: createFleetClient(plane, inFlight), gate: createGate(inFlight) }
  const progress: FleetProgress = { registered: 0, connected: 0, lastProblem: undefined }
  const state = await openFleetState(stateDirectory)
  const tell = () => options.onProgress?.(progress)
  try {
    await completeState(options, { ...parts, state, signal }, () => {
      progress.registered = state.nodes.length
      tell()
    })
  } finally {
    saveFleetState(stateDirectory, state)
  }
  const connected = new Set<SimulatedNode>()
  const share: FleetShare = {
    ...parts,
    state,
    failPercent,
    onChange(node) {
      if (node.isConnected) connected.add(node)
      else connected.delete(node)
      progress.connected = connected.size
      tell()
    },
    onProblem(node, reason) {
      progress.lastProblem = `${node.record.name}: ${reason}`
      tell()
    },
  }
  const nodes = state.nodes.slice(0, options.nodes).map((record, index) => new SimulatedNode(share, record, index))
  return runFleet(nodes, { share, connected, signal })
}

interface Completing {
  client: FleetShare['client']
  gate: FleetShare['gate']
  state: FleetState
  signal: AbortSignal
}

/** Registers what is missing. */
async function completeState(options: FleetOptions, completing: Completing, onRegistered: () => void): Promise<void> {
  const { prefix = 'web-', mix = usualMix, url } = options
  const known = completing.state.nodes.length
  if (known >= options.nodes) return
  const candidates = mixMachines(mix, options.nodes)
    .map((machine, index) => ({ name: nodeName(prefix, index), machine, localAddress: loopbackAddress(url, index) }))
    .slice(known)
  for (let start = 0; start < candidates.length; start += mostOfOneActivation) {
    const batch = candidates.slice(start, start + mostOfOneActivation)
    const activation = await options.activate(batch.length)
    await registerNodes({ ...completing, activation, onRegistered }, batch)
  }
}

interface Running {
  share: FleetShare
  connected: ReadonlySet<SimulatedNode>
  signal: AbortSignal
}

async function runFleet(nodes: readonly SimulatedNode[], { share, connected, signal }: Running): Promise<Fleet> {
  const byId = new Map(nodes.map((node) => [node.record.nodeId, node]))
  const wheel: ChoreWheel<SimulatedNode> = startChoreWheel((node, now) => node.visit(now))
  const stop = () => {
    wheel.stop()
    for (const node of nodes) node.stop()
    share.client.close()
  }
  signal.addEventListener('abort', stop, { once: true })
  for (const node of nodes) wheel.add(node)
  await untilAllConnected(nodes, { share, connected, signal })
  return {
    nodes: nodes.map(({ record }) => record),
    connected: () => connected.size,
    runs: (nodeId, commandId) => byId.get(nodeId)?.desk.runsOf(commandId) ?? 0,
    cut: () => nodes.forEach((node) => node.cut()),
    stop,
  }
}

/** Nodes that fail try again by themselves; this only waits. */
async function untilAllConnected(nodes: readonly SimulatedNode[], { share, connected, signal }: Running): Promise<void> {
  const { onChange } = share
  const all = new Promise<void>((resolve) => {
    share.onChange = (node) => {
      onChange(node)
      if (connected.size >= nodes.length) resolve()
    }
    if (nodes.length === 0 || signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  for (const node of nodes) void node.connect()
  await all
  share.onChange = onChange
}
