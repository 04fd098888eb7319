import { appendFileSync } from 'node:fs'
import type { StepContext } from '#agent/plugins/plugin'

/** A line of a plugin's own in the output of its step. */
export function say(context: StepContext, line: string): void {
  appendFileSync(context.standardOutput, `${line}\n`)
}
