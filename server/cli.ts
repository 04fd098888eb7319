/** `quarterdeck`: what an operator does at the machine that runs it, without signing in. Every command takes --help and --json. */
import { Command } from 'commander'
import { ConfigProblem } from '#lib/platform/config'
import { isApiError } from '#lib/vocabulary/api-error'
import { addAccessKeyCommands } from './cli/access-key'
import { addActivationCommands } from './cli/activation'
import { addBackupCommands } from './cli/backup'
import { addDoctorCommand } from './cli/doctor'
import { StartProblem } from './database'
import { productVersion } from './services'

const program = new Command('quarterdeck')
  .description('Runs and looks after a Quarterdeck installation. Settings are environment variables; see README.md.')
  .version(productVersion())
  .showHelpAfterError()

addAccessKeyCommands(program)
addActivationCommands(program)
addDoctorCommand(program)
addBackupCommands(program)

program.parseAsync().catch((failure: unknown) => {
  const expected = isApiError(failure) || failure instanceof ConfigProblem || failure instanceof StartProblem
  const text = failure instanceof Error ? (expected ? failure.message : (failure.stack ?? failure.message)) : String(failure)
  process.stderr.write(`quarterdeck: ${text}\n`)
  process.exitCode = failure instanceof ConfigProblem ? 2 : 1
})
