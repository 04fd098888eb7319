import { homedir } from 'node:os'
import type { Connection } from '#agent/control-channel/connection'
import { keepControlChannel } from '#agent/control-channel/control-channel'
import type { HeartbeatTimes } from '#agent/control-channel/heartbeat'
import type { ControlPlane } from '#agent/control-plane/control-plane'
import { ServerClock } from '#agent/control-plane/server-clock'
import { JobBoard } from '#agent/jobs/job-board'
import { JobLedger } from '#agent/jobs/job-ledger'
import { JobTraffic } from '#agent/jobs/job-traffic'
import { Outbox } from '#agent/jobs/outbox'
import type { AgentLog } from '#agent/log'
import { OutputStreams } from '#agent/output/output-streams'
import { reportInstanceInformation } from '#agent/platform/instance-information'
import { type PlatformFacts, readPlatformFacts } from '#agent/platform/platform-facts'
import { knownActions, plugins } from '#agent/plugins/manifest'
import { createNodeServices, type NodeServices } from '#agent/plugins/node-services'
import { runReboot } from '#agent/processes/reboot'
import { RoleCredentials } from '#agent/registration/role-credentials'
import { type AgentSettings, readSettings } from '#agent/settings'
import { lockState } from '#agent/state/agent-lock'
import { saveConnectionStatus } from '#agent/state/agent-status'
import { type Registration, requireRegistration } from '#agent/state/registration'
import { prepareStateDirectory, removeOldJobs } from '#agent/state/state-directory'
import { agentVersion } from '#agent/version'

export interface RunOptions {
  stateDirectory: string
  /** Aborting it stops the agent; scripts that run go on, and the next run takes them up. */
  signal: AbortSignal
  log: AgentLog
  settings?: AgentSettings
  heartbeat?: HeartbeatTimes
}

const dayMs = 24 * 3_600_000

/** Connects this node and runs its jobs until `signal` aborts. Throws `AgentProblem` when it cannot start. */
export async function runAgent(options: RunOptions): Promise<void> {
  const { stateDirectory, log } = options
  const settings = options.settings ?? readSettings(process.env)
  prepareStateDirectory(stateDirectory)
  const registration = requireRegistration(stateDirectory)
  const unlock = lockState(stateDirectory)
  const { ledger, unreadable } = JobLedger.open(stateDirectory, Date.now)
  if (unreadable > 0)
    log.warn('the journal has lines that cannot be read, most likely cut short by a crash', { lines: unreadable })
  const clean = () =>
    removeOldJobs(stateDirectory, new Date(Date.now() - settings.jobDays * dayMs), (jobId) => ledger.find(jobId) !== undefined)
  clean()
  const cleaning = setInterval(clean, dayMs)
  cleaning.unref()
  try {
    await serve({ ...options, settings, registration, ledger })
  } finally {
    clearInterval(cleaning)
    ledger.close()
    unlock()
    log.info('agent stopped', { node: registration.nodeId })
  }
}

type Serving = RunOptions & { settings: AgentSettings; registration: Registration; ledger: JobLedger }

async function serve(serving: Serving): Promise<void> {
  const { stateDirectory, signal, log, registration, ledger, settings } = serving
  const plane: ControlPlane = {
    url: registration.url,
    region: registration.region,
    ca: registration.ca,
    clock: new ServerClock(log),
  }
  const facts = readPlatformFacts()
  const common = { plane, registration, stateDirectory, log, random: Math.random }
  const credentials = new RoleCredentials(common)
  const streams = new OutputStreams(ledger, settings.outputBytes)
  const outbox = new Outbox(ledger, streams)
  const node = createNodeServices({ plane, stateDirectory, credentials, platform: facts, downloadBytes: settings.downloadBytes })
  const board = createBoard(serving, { facts, streams, outbox, node })
  const traffic = new JobTraffic({ board, outbox, streams, log })
  log.info('agent started', { node: registration.nodeId, server: registration.url, version: agentVersion, user: facts.user })
  board.resume()
  const note = connectionNotes(stateDirectory)
  note('disconnected', 'starting')
  const channel = {
    ...common,
    nodeId: registration.nodeId,
    platform: facts.type,
    credentials,
    ...(serving.heartbeat && { heartbeat: serving.heartbeat }),
    connected: (connection: Connection) => {
      note('connected')
      traffic.connected(connection)
    },
    disconnected: (reason: string) => {
      traffic.disconnected()
      note('disconnected', reason)
    },
    message: traffic.receive.bind(traffic),
  }
  try {
    const loops = [
      credentials.keep(signal),
      keepControlChannel(channel, signal),
      reportInstanceInformation({ ...common, credentials, facts }, signal),
    ]
    // A loop that waits for an answer is not waited for: what it would do next, it sees the signal first.
    await Promise.race([aborted(signal), Promise.all(loops)])
  } finally {
    board.release()
    traffic.disconnected()
    streams.close()
  }
}

function connectionNotes(stateDirectory: string): (state: 'connected' | 'disconnected', reason?: string) => void {
  return (state, reason) =>
    saveConnectionStatus(stateDirectory, { state, since: new Date().toISOString(), ...(reason !== undefined && { reason }) })
}

function createBoard(
  { registration, stateDirectory, ledger, log, settings }: Serving,
  { facts, streams, outbox, node }: { facts: PlatformFacts; streams: OutputStreams; outbox: Outbox; node: NodeServices },
): JobBoard {
  return new JobBoard({
    nodeId: registration.nodeId,
    stateDirectory,
    defaultDirectory: homedir(),
    facts: { platform: facts.type, plugins, knownActions },
    surroundings: {
      nodeId: registration.nodeId,
      region: registration.region,
      platformName: facts.name,
      platformVersion: facts.version,
    },
    node,
    ledger,
    outbox,
    streams,
    log,
    reboot: () => runReboot(settings.rebootCommand),
  })
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
