import type { FlowFacts } from '#agent/documents/flow'
import type { NodeServices } from '#agent/plugins/node-services'
import type { ScriptSurroundings } from '#agent/processes/environment'

export type PlatformType = 'Linux' | 'MacOS' | 'Windows'

/** One try at a step. A further one follows a reboot, or an agent that died before the process began. */
export interface Attempt {
  number: number
  at: number
}

export interface StepContext {
  /** The step's own directory. The files `stdout` and `stderr` in it are what the console shows. */
  directory: string
  standardOutput: string
  standardError: string
  /** Where a script runs unless its document says otherwise. */
  defaultDirectory: string
  /** Where this job keeps what it fetched: relative paths of its documents begin here. Made by whoever writes into it first. */
  downloads: string
  surroundings: ScriptSurroundings
  node: NodeServices
  facts: FlowFacts
  /** How many documents run around this one through aws:runDocument. */
  depth: number
  /** Begun by an agent process that is gone; to be taken up again, not repeated. */
  earlierAttempt: Attempt | undefined
  beginAttempt(): Attempt
  cancelled: AbortSignal
  /** The agent stops: what a process does from now on is the next agent's to tell. */
  isReleased(): boolean
}

export type PluginEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'timed-out' }
  | { kind: 'cancelled' }
  | { kind: 'failed'; message: string }

export interface Plugin<I> {
  name: `aws:${string}`
  platforms: readonly PlatformType[]
  /** Throws `InvalidInputs`. */
  parse(inputs: Readonly<Record<string, unknown>>): I
  run(input: I, context: StepContext): Promise<PluginEnd>
}

/** A plugin whose input type only it knows. */
export interface AnyPlugin {
  name: `aws:${string}`
  platforms: readonly PlatformType[]
  run(inputs: Readonly<Record<string, unknown>>, context: StepContext): Promise<PluginEnd>
}

/** Why a step cannot go on, shown as its error. */
export class StepProblem extends Error {}

/** The document gave a plugin something it cannot use; the message is shown as the step's error. */
export class InvalidInputs extends Error {}

export function plugin<I>(declared: Plugin<I>): AnyPlugin {
  const { name, platforms } = declared
  return {
    name,
    platforms,
    async run(inputs, context) {
      try {
        return await declared.run(declared.parse(inputs), context)
      } catch (thrown) {
        if (context.cancelled.aborted) return { kind: 'cancelled' }
        return { kind: 'failed', message: messageOf(thrown, name) }
      }
    },
  }
}

/** A mistake in this program fails the step too: the job must come to an end. */
function messageOf(thrown: unknown, name: string): string {
  if (thrown instanceof InvalidInputs) return `Invalid inputs of ${name}: ${thrown.message}`
  if (thrown instanceof StepProblem || isSystemError(thrown)) return thrown.message
  return `The agent failed at ${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`
}

function isSystemError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'syscall' in thrown
}
