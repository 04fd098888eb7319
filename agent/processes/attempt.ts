import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isErrorCode } from '#agent/error-code'
import { readIfThere } from '#agent/state/state-directory'

/*
 * One attempt at one step, as files: `<prefix>.pid` is the claim (created exclusively by whoever comes first, so a script
 * is started at most once), `<prefix>.exit` holds the exit code and a line end, written by the runner when the script ended.
 * The agent may die and come back at any point between them.
 */

export type AttemptState =
  | { kind: 'ended'; code: number }
  | { kind: 'running'; pid: number }
  | { kind: 'unclaimed' }
  | { kind: 'vanished' }

const abandonedClaim = 0
const claimReadings = 20
const claimPauseMs = 5

export async function findAttempt(prefix: string): Promise<AttemptState> {
  const pid = await readClaim(prefix)
  if (pid === undefined) return { kind: 'unclaimed' }
  if (pid !== abandonedClaim && isRunner(pid, prefix)) return { kind: 'running', pid }
  // Read after the look at the process: a runner that ended in between has left its code.
  const code = readExitCode(prefix)
  return code === undefined ? { kind: 'vanished' } : { kind: 'ended', code }
}

/** Takes the claim so that a runner that was forked but has not begun yet gives up. False when a runner was first. */
export function abandonAttempt(prefix: string): boolean {
  try {
    const descriptor = openSync(`${prefix}.pid`, 'wx', 0o600)
    writeSync(descriptor, `${abandonedClaim}\n`)
    closeSync(descriptor)
    return true
  } catch (thrown) {
    if (isErrorCode(thrown, 'EEXIST')) return false
    throw thrown
  }
}

export function readExitCode(prefix: string): number | undefined {
  const text = readIfThere(`${prefix}.exit`)
  return text?.endsWith('\n') ? Number.parseInt(text, 10) : undefined
}

/** A pid may have been given to another process since: only the runner has this attempt's own path on its command line. */
export function isRunner(pid: number, prefix: string): boolean {
  if (process.platform === 'linux') return (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0').includes(prefix)
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(prefix)
  } catch {
    return false // ps exits with 1 when there is no such process
  }
}

// The shell creates the file and then writes into it: for an instant a claim has no number yet.
async function readClaim(prefix: string): Promise<number | undefined> {
  for (let reading = 0; reading < claimReadings; reading += 1) {
    const text = readIfThere(`${prefix}.pid`)
    if (text === undefined) return undefined
    if (text.endsWith('\n')) return Number.parseInt(text, 10)
    await pause(claimPauseMs)
  }
  return abandonedClaim
}
