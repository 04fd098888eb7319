import { AgentProblem } from '#agent/state/registration'
import type { LogLevel } from '#agent/log'

/** Settings of the running agent, from its environment. */
export interface AgentSettings {
  /** QUARTERDECK_AGENT_OUTPUT_BYTES: kept on disk for each output stream of a step. */
  outputBytes: number
  /** QUARTERDECK_AGENT_DOWNLOAD_BYTES: the most that one step may fetch. */
  downloadBytes: number
  /** QUARTERDECK_AGENT_JOB_DAYS: how long the files of a job that is done are kept. */
  jobDays: number
  /** QUARTERDECK_AGENT_REBOOT_COMMAND: run by sh when a script exits with 194. */
  rebootCommand: string
  /** QUARTERDECK_AGENT_LOG */
  logLevel: LogLevel
}

type Env = Readonly<Record<string, string | undefined>>

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

export function readSettings(env: Env): AgentSettings {
  const wanted = env['QUARTERDECK_AGENT_LOG'] || 'info'
  const logLevel = levels.find((level) => level === wanted)
  if (!logLevel) throw new AgentProblem(`QUARTERDECK_AGENT_LOG is "${wanted}", but must be one of ${levels.join(', ')}.`)
  return {
    outputBytes: wholeNumber(env, 'QUARTERDECK_AGENT_OUTPUT_BYTES', { fallback: 200 * 1024 * 1024, least: 65_536 }),
    downloadBytes: wholeNumber(env, 'QUARTERDECK_AGENT_DOWNLOAD_BYTES', { fallback: 5 * 1024 ** 3, least: 1 }),
    jobDays: wholeNumber(env, 'QUARTERDECK_AGENT_JOB_DAYS', { fallback: 14, least: 1 }),
    rebootCommand: env['QUARTERDECK_AGENT_REBOOT_COMMAND'] || 'shutdown -r +1',
    logLevel,
  }
}

function wholeNumber(env: Env, name: string, { fallback, least }: { fallback: number; least: number }): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least)
    throw new AgentProblem(`${name} is "${text}", but must be a whole number of at least ${least}.`)
  return value
}
