import type { OutputOf } from '#lib/api/browser'
import type { FailedCommand } from './attention'
import { nodesText, numberText } from '#queries/ui/number-text'

export type Command = NonNullable<OutputOf<'ListCommands'>['Commands']>[number]

/** What somebody called the command, else its first line; empty when the document says all there is. */
export function commandWords(command: Pick<Command, 'Comment' | 'Parameters'>): string {
  const [first = ''] = command.Parameters?.['commands'] ?? []
  return command.Comment || first.trim()
}

export function failedCommand(command: Command): FailedCommand {
  return {
    commandId: command.CommandId ?? '',
    documentName: command.DocumentName ?? '',
    what: commandWords(command),
    failedNodes: (command.ErrorCount ?? 0) + (command.DeliveryTimedOutCount ?? 0),
    requestedAt: command.RequestedDateTime ?? 0,
  }
}

/** "3 of 12 nodes", and "12 nodes" once all have ended. */
export function progressWords({ CompletedCount = 0, TargetCount = 0 }: Command): string {
  return CompletedCount === TargetCount ? nodesText(TargetCount) : `${numberText(CompletedCount)} of ${nodesText(TargetCount)}`
}
