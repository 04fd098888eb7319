import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createAgentLog, reasonOf } from '#agent/log'
import { registerAgent } from '#agent/registration/register-agent'
import { runAgent } from '#agent/run-agent'
import { readSettings } from '#agent/settings'
import { lockHolder } from '#agent/state/agent-lock'
import { describeStatus, readAgentStatus } from '#agent/state/agent-status'
import { AgentProblem, findRegistration } from '#agent/state/registration'
import { defaultStateDirectory, removeState } from '#agent/state/state-directory'
import { agentVersion } from '#agent/version'

export { registerAgent, runAgent }

const usage = `Usage: quarterdeck-agent COMMAND [options]

Commands
  register          make this machine a managed node
  run               connect and run what the server sends, until SIGTERM
  status            say whether this machine is registered and connected
  uninstall-state   remove the registration, the journal and all files of jobs

Options
  --state DIR       where the agent keeps its state (default ${defaultStateDirectory()})
  --url URL         register: https address of the control plane
  --code CODE       register: activation code
  --id ID           register: activation id
  --ca-file FILE    register: certificate authority to trust instead of the system's (PEM)
  --name NAME       register: shown as the computer name (default: the host name)
  --region REGION   register: region name of the control plane (default local-1)
  --replace         register: also when this machine is registered already
  --json            status: as JSON
  --help, --version

Environment of run: QUARTERDECK_AGENT_LOG (debug, info, warn, error), QUARTERDECK_AGENT_OUTPUT_BYTES (kept on disk for each
output stream), QUARTERDECK_AGENT_DOWNLOAD_BYTES (most that one step fetches), QUARTERDECK_AGENT_JOB_DAYS (files of old jobs), QUARTERDECK_AGENT_REBOOT_COMMAND (after exit code 194).
`

const options = {
  state: { type: 'string' },
  url: { type: 'string' },
  code: { type: 'string' },
  id: { type: 'string' },
  'ca-file': { type: 'string' },
  name: { type: 'string' },
  region: { type: 'string' },
  replace: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values']

const commands: Readonly<Record<string, (values: Values, stateDirectory: string) => Promise<number>>> = {
  register,
  run,
  status,
  'uninstall-state': uninstallState,
}

/** Returns the exit code: 0, 1 when it could not be done, 2 when it was asked for wrongly. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [name, ...more] = positionals
    if (values.version) return print(agentVersion)
    if (values.help || name === 'help') return print(usage)
    const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (command && more.length === 0) return await command(values, values.state ?? defaultStateDirectory())
    process.stderr.write(usage)
    return 2
  } catch (thrown) {
    process.stderr.write(`${reasonOf(thrown)}\n`)
    if (thrown instanceof AgentProblem) return 1
    if (thrown instanceof TypeError && 'code' in thrown) return 2 // parseArgs on an option it does not know
    throw thrown
  }
}

async function register(values: Values, stateDirectory: string): Promise<number> {
  const { url, code, id, name, region, replace = false } = values
  const caFile = values['ca-file']
  const missing = Object.entries({ url, code, id }).filter(([, value]) => !value)
  if (!url || !code || !id) {
    process.stderr.write(`register needs ${missing.map(([option]) => `--${option}`).join(', ')}.\n`)
    return 2
  }
  const { nodeId } = await registerAgent({
    url,
    activationCode: code,
    activationId: id,
    stateDirectory,
    replace,
    ...(caFile !== undefined && { ca: readFileSync(caFile, 'utf8') }),
    ...(name !== undefined && { name }),
    ...(region !== undefined && { region }),
  })
  return print(`Registered as ${nodeId} at ${url}.`)
}

async function run(_values: Values, stateDirectory: string): Promise<number> {
  const settings = readSettings(process.env)
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
  await runAgent({ stateDirectory, signal: stop.signal, log: createAgentLog(settings.logLevel), settings })
  return 0
}

async function status(values: Values, stateDirectory: string): Promise<number> {
  const found = readAgentStatus(stateDirectory)
  print(values.json ? JSON.stringify(found) : describeStatus(found))
  return found.connection?.state === 'connected' ? 0 : 1
}

async function uninstallState(_values: Values, stateDirectory: string): Promise<number> {
  const pid = lockHolder(stateDirectory)
  if (pid !== undefined) throw new AgentProblem(`The agent is running as process ${pid}: stop it first.`)
  const registration = findRegistration(stateDirectory)
  if (!registration) return print(`Nothing to remove: ${stateDirectory} holds no registration.`)
  removeState(stateDirectory)
  return print(`Removed ${stateDirectory}. The server still lists ${registration.nodeId} until it is deregistered there.`)
}

function print(text: string): number {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

function isProgram(): boolean {
  const program = process.argv[1]
  return program !== undefined && realpathSync(program) === realpathSync(fileURLToPath(import.meta.url))
}

if (isProgram()) process.exit(await main(process.argv.slice(2)))
