import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Attempt, PluginEnd, StepContext } from '#agent/plugins/plugin'
import type { ScriptInputs } from '#agent/plugins/script-inputs'
import { abandonAttempt, findAttempt, type AttemptState } from '#agent/processes/attempt'
import { scriptEnvironment } from '#agent/processes/environment'
import { adoptStep, startStep, type StepProcess } from '#agent/processes/step-process'

export interface Script {
  inputs: Omit<ScriptInputs, 'lines'>
  fileName: string
  /** Without it there is no file of this name, and the command line needs none. */
  content?: string
  commandLine(file: string): readonly string[]
}

const vanished: PluginEnd = {
  kind: 'failed',
  message: 'The script ended without leaving an exit code: something killed it from outside, or the machine stopped.',
}
const unkillableAfterMs = 5_000

/** Runs a script to its end, or takes up one that an earlier agent process started. */
export async function runScript(script: Script, context: StepContext): Promise<PluginEnd> {
  const earlier = context.earlierAttempt
  const state = earlier ? await settleAttempt(prefixOf(context, earlier)) : undefined
  if (!earlier || !state || state.kind === 'unclaimed') return begin(script, context)
  if (state.kind === 'ended') return { kind: 'exited', code: state.code }
  if (state.kind === 'vanished') return vanished
  return supervise(adoptStep(prefixOf(context, earlier), state.pid), earlier.at + script.inputs.timeoutSeconds * 1000, context)
}

// An unclaimed attempt may still be claimed by a runner that was just forked, unless we claim it first.
async function settleAttempt(prefix: string): Promise<AttemptState> {
  const state = await findAttempt(prefix)
  return state.kind === 'unclaimed' && !abandonAttempt(prefix) ? findAttempt(prefix) : state
}

async function begin(script: Script, context: StepContext): Promise<PluginEnd> {
  if (context.cancelled.aborted) return { kind: 'cancelled' }
  const workingDirectory = workingDirectoryOf(script.inputs.workingDirectory, context)
  if (!isDirectory(workingDirectory))
    return { kind: 'failed', message: `The working directory ${workingDirectory} does not exist.` }
  const file = path.join(context.directory, script.fileName)
  if (script.content !== undefined) {
    writeFileSync(file, script.content, { mode: 0o700 })
    chmodSync(file, 0o700)
  }
  const attempt = context.beginAttempt()
  const { standardOutput, standardError } = context
  const environment = scriptEnvironment(context.surroundings, script.inputs.environment)
  const command = { prefix: prefixOf(context, attempt), commandLine: script.commandLine(file), workingDirectory, environment }
  const step = startStep({ ...command, standardOutput, standardError })
  return supervise(step, attempt.at + script.inputs.timeoutSeconds * 1000, context)
}

async function supervise(step: StepProcess, deadline: number, context: StepContext): Promise<PluginEnd> {
  const settled = new AbortController()
  const interrupted = Promise.race([
    atTime(deadline, settled.signal).then((): PluginEnd => ({ kind: 'timed-out' })),
    onAbort(context.cancelled, settled.signal).then((): PluginEnd => ({ kind: 'cancelled' })),
  ])
  const end = await Promise.race([step.ended, interrupted])
  settled.abort()
  switch (end.kind) {
    case 'exited':
      return end
    case 'vanished':
      return vanished
    case 'not-started':
      return { kind: 'failed', message: `The script could not be started: ${end.reason}` }
    default:
      await step.end()
      await Promise.race([step.ended, pause(unkillableAfterMs, undefined, { ref: false })])
      return end
  }
}

function atTime(deadline: number, settled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, deadline - Date.now()))
    timer.unref()
    settled.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
}

function onAbort(signal: AbortSignal, settled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true, signal: settled })
  })
}

function prefixOf(context: StepContext, attempt: Attempt): string {
  return path.join(context.directory, `attempt-${attempt.number}`)
}

/** Like the stock agent, a relative directory is one among what the job fetched, and one that is not there means the usual one. */
function workingDirectoryOf(wanted: string, { downloads, defaultDirectory }: StepContext): string {
  if (path.isAbsolute(wanted)) return wanted
  const fetched = path.join(downloads, wanted)
  if (existsSync(fetched)) return fetched
  const relative = path.join(defaultDirectory, wanted)
  return existsSync(relative) ? relative : defaultDirectory
}

function isDirectory(directory: string): boolean {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false
}
