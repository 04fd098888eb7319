import { ApiError } from '#lib/vocabulary/api-error'
import { isCommandId } from './model/agent-report'

/** Only what Postgres takes as a uuid goes on. */
export function requireCommandId(text: string, code: 'InvalidCommandId' | 'InvalidNextToken' = 'InvalidCommandId'): string {
  const commandId = text.toLowerCase()
  if (!isCommandId(commandId)) throw new ApiError(code, `${text} is not the id of a command.`)
  return commandId
}

export function timeInToken(text: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime()))
    throw new ApiError('InvalidNextToken', 'The specified token is not valid: start again without a NextToken.')
  return time
}

/** A token may come from anywhere: what it names reaches a query. */
export function nodeIdInToken(text: string): string {
  if (/^[a-zA-Z0-9_-]{0,64}$/.test(text)) return text
  throw new ApiError('InvalidNextToken', 'The specified token is not valid: start again without a NextToken.')
}
