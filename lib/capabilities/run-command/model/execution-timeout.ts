import type { CommandDocument, DocumentStep } from '#lib/vocabulary/document'
import { type JsonObject, substitute } from '#lib/wire/parameter-substitution'

export const defaultExecutionSeconds = 3_600
const shortest = 5
const longest = 172_800

/** How long the steps may run, one after another: the second clock of a command, which starts where the delivery clock ends. */
export function executionSeconds(document: CommandDocument, parameters: JsonObject): number {
  return document.steps.reduce((sum, step) => sum + stepSeconds(step, parameters), 0)
}

function stepSeconds({ inputs }: DocumentStep, parameters: JsonObject): number {
  const parts: readonly unknown[] = Array.isArray(inputs) && inputs.length > 0 ? inputs : [inputs]
  return parts.reduce<number>((sum, part) => sum + partSeconds(part, parameters), 0)
}

/** What the agent makes of it: outside its range it takes an hour. */
function partSeconds(part: unknown, parameters: JsonObject): number {
  const given = typeof part === 'object' && part !== null ? (part as JsonObject)['timeoutSeconds'] : undefined
  const seconds = Number(substitute(given, parameters))
  return given !== undefined && seconds >= shortest && seconds <= longest ? Math.ceil(seconds) : defaultExecutionSeconds
}
