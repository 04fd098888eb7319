import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Attempt, PluginEnd, StepContext } from '#agent/plugins/plugin'
import { exitCodes } from '#agent/documents/step-result'
import { readIfThere, writePrivately } from '#agent/state/state-directory'

/*
 * Steps inside a step: those of an inner document, the scripts of a package. Each has a directory and attempts of its own, kept in
 * `steps.json` beside them, so that an agent that comes back takes up the one that runs and repeats none that ended.
 */

interface SubStep {
  attempt: number
  attemptedAt: number
  end?: PluginEnd
}

type Work = (context: StepContext) => Promise<PluginEnd>

export class SubSteps {
  readonly #context: StepContext
  readonly #file: string
  readonly #steps: Map<string, SubStep>

  constructor(context: StepContext) {
    this.#context = context
    this.#file = path.join(context.directory, 'steps.json')
    this.#steps = new Map(Object.entries(parse(readIfThere(this.#file))))
  }

  /** The output of the work is that of the step around it. */
  async run(name: string, work: Work): Promise<PluginEnd> {
    const step = this.#steps.get(name)
    if (step?.end && !isRestart(step.end)) return step.end
    const end = await work(this.#contextOf(name))
    // What comes after a release is the next agent's to see.
    if (this.#context.isReleased()) return { kind: 'cancelled' }
    this.#save(name, { ...(this.#steps.get(name) ?? { attempt: 0, attemptedAt: 0 }), end })
    return end
  }

  #contextOf(name: string): StepContext {
    const context = this.#context
    const directory = path.join(context.directory, name)
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const step = this.#steps.get(name)
    const isBegun = step !== undefined && step.attempt > 0 && !step.end
    return {
      ...context,
      directory,
      earlierAttempt: isBegun ? { number: step.attempt, at: step.attemptedAt } : undefined,
      beginAttempt: () => this.#begin(name),
    }
  }

  #begin(name: string): Attempt {
    const attempt = { number: (this.#steps.get(name)?.attempt ?? 0) + 1, at: Date.now() }
    this.#save(name, { attempt: attempt.number, attemptedAt: attempt.at })
    return attempt
  }

  #save(name: string, step: SubStep): void {
    this.#steps.set(name, step)
    writePrivately(this.#file, JSON.stringify(Object.fromEntries(this.#steps)))
  }
}

/** After a restart of the machine the same step runs again. */
function isRestart(end: PluginEnd): boolean {
  return end.kind === 'exited' && end.code === exitCodes.reboot
}

/** Written by this agent alone, in one piece. */
function parse(text: string | undefined): Readonly<Record<string, SubStep>> {
  return text === undefined ? {} : (JSON.parse(text) as Readonly<Record<string, SubStep>>)
}
