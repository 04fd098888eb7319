import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Command, CommandStep } from './command'
import { requireCommandId } from './request'
import { findCommand } from './store/commands'
import { findInvocations, type StoredInvocation } from './store/invocations'

export interface CommandInvocation {
  command: Command
  invocation: StoredInvocation
}

/** Clients wait for this very error to pass: right after a send the invocation may not be there yet. */
export async function requireInvocation(ctx: Ctx, commandIdText: string, nodeId: string): Promise<CommandInvocation> {
  const commandId = requireCommandId(commandIdText)
  const [invocation] = await findInvocations(ctx, [{ commandId, nodeId }])
  const command = invocation && (await findCommand(ctx, commandId))
  if (command) return { command, invocation }
  throw new ApiError('InvocationDoesNotExist', `The command ${commandId} has no invocation on ${nodeId}.`)
}

/** By the step's name; needed when there is more than one. */
export function requireStep(command: Command, pluginName: string | undefined): CommandStep {
  const [first, ...others] = command.steps
  if (pluginName === undefined && first && others.length === 0) return first
  const found = command.steps.find((step) => step.name === pluginName)
  if (found) return found
  const names = command.steps.map((step) => step.name).join(', ')
  throw new ApiError('InvalidPluginName', `Name one of the steps of the command: ${names}.`)
}
