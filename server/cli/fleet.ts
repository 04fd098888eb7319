import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { lockHolder, lockState } from '#agent/state/agent-lock'
import { prepareStateDirectory } from '#agent/state/state-directory'
import { readConfig } from '#lib/platform/config'
import { isApiError } from '#lib/vocabulary/api-error'
import { StartProblem } from '../database'
import { type FleetProgress, startFleet } from '../fleet/fleet'
import { findFleetState } from '../fleet/fleet-state'
import type { Activation } from '../fleet/registration'
import { type Installation, withInstallation } from './installation'
import { print } from './output'

interface StartOptions {
  nodes: number
  prefix: string
  failPercent: number
  state: string
  url?: string
  id?: string
  code?: string
  caFile?: string
  region?: string
  json?: boolean
}

const mixText = 'Ubuntu 24.04 45 %, Debian 12 20 %, RHEL 9 20 %, Windows Server 2022 10 %, macOS 15 5 %'

export function addFleetCommands(program: Command): void {
  const group = program.command('fleet').description('Simulated nodes for trials, load tests and screenshots.')
  group
    .command('start')
    .description(
      `Connect N simulated nodes from this one process, until Ctrl-C. They speak the agent's protocol and answer from a script: nothing is run. Platforms: ${mixText}.`,
    )
    .requiredOption('--nodes <n>', 'how many', Number)
    .option('--prefix <text>', 'beginning of their names', 'web-')
    .option('--fail-percent <n>', 'how many in a hundred commands fail', Number, 0)
    .option('--state <dir>', 'keeps ids and keys, so that a second start is the same fleet', defaultFolder())
    .option('--url <address>', 'https address of a control plane elsewhere; with --id and --code of an activation')
    .option('--id <id>', 'activation id')
    .option('--code <code>', 'activation code')
    .option('--ca-file <file>', "certificate authority to trust instead of the system's (PEM)")
    .option('--region <region>', 'region name of the control plane')
    .option('--json', 'machine-readable: a line when all are connected')
    .action(start)
  group
    .command('stop')
    .description('Stop the fleet that runs.')
    .option('--state <dir>', 'as given to start', defaultFolder())
    .option('--deregister', 'also remove its nodes from the installation on this machine')
    .option('--json', 'machine-readable')
    .action(stop)
}

/** Help is printed also where the settings are wrong. */
function defaultFolder(): string {
  return path.join(process.env['QUARTERDECK_DATA'] || readConfig({}).dataDirectory, 'fleet')
}

async function start(options: StartOptions): Promise<void> {
  checkStart(options)
  prepareStateDirectory(options.state)
  const unlock = lockState(options.state)
  const ending = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort())
  try {
    const config = readConfig(process.env)
    const { nodes, prefix, failPercent, state } = options
    const fleet = await startFleet({
      ...placeOf(options, config),
      nodes,
      prefix,
      failPercent,
      stateDirectory: state,
      activate: (limit) => activate(options, limit),
      signal: ending.signal,
      onProgress: options.json ? () => {} : createProgressLines(nodes),
    })
    if (!ending.signal.aborted) {
      print(options, { nodes: fleet.nodes.length, connected: fleet.connected(), state }, () => [
        `${fleet.connected()} nodes are connected. Ctrl-C stops them.`,
      ])
      await new Promise((resolve) => ending.signal.addEventListener('abort', resolve, { once: true }))
    }
  } finally {
    unlock()
  }
}

function checkStart({ nodes, failPercent, url, id, code }: StartOptions): void {
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 50_000)
    throw new StartProblem('--nodes must be a whole number from 1 to 50000.')
  if (!(failPercent >= 0 && failPercent <= 100)) throw new StartProblem('--fail-percent must be a number from 0 to 100.')
  if (url && !(id && code)) throw new StartProblem('--url needs --id and --code of an activation made there.')
}

function placeOf({ url, caFile, region }: StartOptions, config: ReturnType<typeof readConfig>) {
  const ownAuthority = path.join(config.dataDirectory, 'tls', 'ca.pem')
  const authority = caFile ?? (url ? undefined : ownAuthority)
  return {
    url: url ?? `https://localhost:${config.tlsPort}`,
    ca: authority === undefined ? undefined : readFileSync(authority, 'utf8'),
    region: region ?? config.region,
  }
}

async function activate({ id, code, prefix }: StartOptions, limit: number): Promise<Activation> {
  if (id && code) return { id, code }
  return withInstallation(async (installation) => {
    if (!installation.wasRunning)
      throw new StartProblem('Quarterdeck is not running on this machine: start it first, or name another with --url.')
    const made = await installation.call('ssm', 'CreateActivation', {
      IamRole: 'simulated-node',
      Description: `Simulated nodes ${prefix}…`,
      RegistrationLimit: limit,
      Tags: [{ Key: 'simulated', Value: 'true' }],
    })
    return { id: made.ActivationId ?? '', code: made.ActivationCode ?? '' }
  })
}

const progressEveryMilliseconds = 1000

function createProgressLines(nodes: number): (progress: FleetProgress) => void {
  let toldAt = 0
  let problem: string | undefined
  return ({ registered, connected, lastProblem }) => {
    const now = Date.now()
    if (now - toldAt < progressEveryMilliseconds) return
    toldAt = now
    const news = lastProblem !== problem && lastProblem ? `; ${lastProblem}` : ''
    problem = lastProblem
    process.stderr.write(
      connected > 0 ? `${connected} of ${nodes} connected${news}\n` : `${registered} of ${nodes} registered${news}\n`,
    )
  }
}

interface StopOptions {
  state: string
  deregister?: boolean
  json?: boolean
}

async function stop(options: StopOptions): Promise<void> {
  const holder = lockHolder(options.state)
  if (holder !== undefined) await endProcess(holder, options.state)
  const removed = options.deregister ? await withInstallation((installation) => deregisterAll(installation, options.state)) : 0
  print(options, { stopped: holder !== undefined, deregistered: removed }, () => [
    holder === undefined ? 'No fleet was running.' : 'The fleet has stopped.',
    ...(options.deregister ? [`${removed} nodes were removed.`] : []),
  ])
}

const longestEndMilliseconds = 10_000

async function endProcess(pid: number, state: string): Promise<void> {
  process.kill(pid, 'SIGTERM')
  for (const begun = Date.now(); Date.now() - begun < longestEndMilliseconds; ) {
    if (lockHolder(state) === undefined) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new StartProblem(`The fleet (process ${pid}) does not end.`)
}

async function deregisterAll(installation: Installation, folder: string): Promise<number> {
  const nodes = findFleetState(folder)?.nodes ?? []
  let removed = 0
  for (const { nodeId } of nodes) {
    try {
      await installation.call('ssm', 'DeregisterManagedInstance', { InstanceId: nodeId })
      removed += 1
    } catch (thrown) {
      // Removed in the console already.
      if (!isApiError(thrown)) throw thrown
    }
  }
  rmSync(path.join(folder, 'fleet.json'), { force: true })
  return removed
}
