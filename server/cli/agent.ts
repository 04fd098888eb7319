import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { createAgentLog } from '#agent/log'
import { registerAgent } from '#agent/registration/register-agent'
import { runAgent } from '#agent/run-agent'
import { readSettings } from '#agent/settings'
import { defaultStateDirectory } from '#agent/state/state-directory'
import { print } from './output'

interface RegisterOptions {
  url: string
  id: string
  code: string
  caFile?: string
  name?: string
  region?: string
  replace?: boolean
  state: string
  json?: boolean
}

export function addAgentCommands(program: Command): void {
  const group = program.command('agent').description('This machine as a managed node of a control plane.')
  group
    .command('register')
    .description('Make this machine a managed node with an activation.')
    .requiredOption('--url <address>', 'https address of the control plane')
    .requiredOption('--id <id>', 'activation id')
    .requiredOption('--code <code>', 'activation code')
    .option('--ca-file <file>', "certificate authority to trust instead of the system's (PEM)")
    .option('--name <name>', 'shown as the computer name (default: the host name)')
    .option('--region <region>', 'region name of the control plane (default: local-1)')
    .option('--replace', 'also when this machine is registered already')
    .option('--state <dir>', 'where the agent keeps its state', defaultStateDirectory())
    .option('--json', 'machine-readable')
    .action(register)
  group
    .command('run')
    .description('Connect and run what the control plane sends, until SIGTERM or Ctrl-C.')
    .option('--state <dir>', 'where the agent keeps its state', defaultStateDirectory())
    .option('--json', 'machine-readable: one line when it has ended')
    .action(run)
}

async function register(options: RegisterOptions): Promise<void> {
  const { url, id, code, caFile, name, region, replace = false, state } = options
  const { nodeId } = await registerAgent({
    url,
    activationId: id,
    activationCode: code,
    stateDirectory: state,
    replace,
    ...(caFile !== undefined && { ca: readFileSync(caFile, 'utf8') }),
    ...(name !== undefined && { name }),
    ...(region !== undefined && { region }),
  })
  print(options, { nodeId, url, state }, () => [
    `Registered as ${nodeId} at ${url}. Connect it with: quarterdeck agent run --state ${state}`,
  ])
}

async function run(options: { state: string; json?: boolean }): Promise<void> {
  const settings = readSettings(process.env)
  const ending = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort())
  await runAgent({ stateDirectory: options.state, signal: ending.signal, log: createAgentLog(settings.logLevel), settings })
  print(options, { ended: options.state }, () => ['The agent has ended.'])
  // A request that waits for its answer would hold the process for half a minute.
  process.exit(0)
}
