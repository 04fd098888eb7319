import { acknowledgeMessage } from './operations/acknowledge-message'
import { cancelCommand } from './operations/cancel-command'
import { deleteMessage } from './operations/delete-message'
import { failMessage } from './operations/fail-message'
import { getCommandInvocation } from './operations/get-command-invocation'
import { getCommandOutput } from './operations/get-command-output'
import { getCommandSummary } from './operations/get-command-summary'
import { getEndpoint } from './operations/get-endpoint'
import { getMessages } from './operations/get-messages'
import { getOutputObject } from './operations/get-output-object'
import { getOutputLines } from './operations/get-output-lines'
import { listCommandGroups } from './operations/list-command-groups'
import { listCommandInvocations } from './operations/list-command-invocations'
import { listCommandNodes } from './operations/list-command-nodes'
import { listCommandOutputs } from './operations/list-command-outputs'
import { listCommands } from './operations/list-commands'
import { listDocumentOutcomes } from './operations/list-document-outcomes'
import { listRunningNodes } from './operations/list-running-nodes'
import { previewCommand } from './operations/preview-command'
import { searchCommandOutput } from './operations/search-command-output'
import { sendCommand } from './operations/send-command'
import { sendReply } from './operations/send-reply'
import { tryDocument } from './operations/try-document'

export const runCommandOperations = [
  sendCommand,
  listCommands,
  listCommandInvocations,
  getCommandInvocation,
  cancelCommand,
  getCommandOutput,
  getOutputObject,
  getOutputLines,
  listCommandNodes,
  listCommandOutputs,
  listDocumentOutcomes,
  listRunningNodes,
  searchCommandOutput,
  listCommandGroups,
  previewCommand,
  tryDocument,
  getCommandSummary,
  getMessages,
  acknowledgeMessage,
  sendReply,
  failMessage,
  deleteMessage,
  getEndpoint,
] as const
