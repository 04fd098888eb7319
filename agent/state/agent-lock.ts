import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { isErrorCode } from '#agent/error-code'
import { processStart } from '#agent/processes/process-start'
import { AgentProblem } from '#agent/state/registration'
import { readIfThere } from '#agent/state/state-directory'

/** Keeps a second agent off the same state; a lock whose process is gone counts for nothing. Returns what gives it back. */
export function lockState(stateDirectory: string): () => void {
  const file = lockFile(stateDirectory)
  for (let tries = 0; tries < 2; tries += 1) {
    if (tryLock(file)) return () => rmSync(file, { force: true })
    const holder = lockHolder(stateDirectory)
    if (holder !== undefined) throw new AgentProblem(`An agent runs on ${stateDirectory} already (process ${holder}).`)
    rmSync(file, { force: true })
  }
  throw new AgentProblem(`${file} is taken by another agent that starts at the same time.`)
}

/** The process that holds the lock, if it still runs. */
export function lockHolder(stateDirectory: string): number | undefined {
  const [pid, start] = (readIfThere(lockFile(stateDirectory)) ?? '').trim().split(' ')
  return pid && start && processStart(Number(pid)) === start ? Number(pid) : undefined
}

function tryLock(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600)
    writeSync(descriptor, `${process.pid} ${processStart(process.pid) ?? ''}\n`)
    closeSync(descriptor)
    return true
  } catch (thrown) {
    if (isErrorCode(thrown, 'EEXIST')) return false
    throw thrown
  }
}

const lockFile = (stateDirectory: string): string => path.join(stateDirectory, 'agent.lock')
