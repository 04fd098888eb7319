import { cancelCommand } from './operations/cancel-command'
import { getCommandInvocation } from './operations/get-command-invocation'
import { listCommandInvocations } from './operations/list-command-invocations'
import { listCommands } from './operations/list-commands'
import { sendCommand } from './operations/send-command'

export const runCommandOperations = [
  sendCommand,
  listCommands,
  listCommandInvocations,
  getCommandInvocation,
  cancelCommand,
] as const
