/** `quarterdeck`: what an operator does at the machine that runs it, without signing in. Every command takes --help and --json. */
import { Command } from 'commander'
import { AgentProblem } from '#agent/state/registration'
import { ConfigProblem } from '#lib/platform/config'
import { RootKeyProblem } from '#lib/platform/secrets/root-key-problem'
import { isApiError } from '#lib/vocabulary/api-error'
import { addAccessKeyCommands } from './cli/access-key'
import { addActivationCommands } from './cli/activation'
import { addAgentCommands } from './cli/agent'
import { addBackupCommands } from './cli/backup'
import { addDoctorCommand } from './cli/doctor'
import { addFleetCommands } from './cli/fleet'
import { addRootKeyCommands } from './cli/root-key'
import { addUserCommands } from './cli/user'
import { StartProblem } from './database'
import { productVersion } from './services'

const program = new Command('quarterdeck')
  .description('Runs and looks after a Quarterdeck installation. Settings are environment variables; see README.md.')
  .version(productVersion())
  .showHelpAfterError()

addUserCommands(program)
addAccessKeyCommands(program)
addActivationCommands(program)
addAgentCommands(program)
addFleetCommands(program)
addDoctorCommand(program)
addBackupCommands(program)
addRootKeyCommands(program)

program.parseAsync().catch((failure: unknown) => {
  const problems = [ConfigProblem, StartProblem, AgentProblem, RootKeyProblem]
  const expected = isApiError(failure) || problems.some((problem) => failure instanceof problem)
  const text = failure instanceof Error ? (expected ? failure.message : (failure.stack ?? failure.message)) : String(failure)
  process.stderr.write(`quarterdeck: ${text}\n`)
  process.exitCode = failure instanceof ConfigProblem ? 2 : 1
})
