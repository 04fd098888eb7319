import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { isErrorCode } from '#agent/error-code'

export function defaultStateDirectory(): string {
  if (process.getuid?.() === 0) return '/var/lib/quarterdeck-agent'
  return path.join(homedir(), '.quarterdeck-agent')
}

/** Everything the agent keeps, readable by nobody else. */
export function prepareStateDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  mkdirSync(jobsDirectory(directory), { recursive: true, mode: 0o700 })
}

const jobsDirectory = (directory: string): string => path.join(directory, 'jobs')

/** A job id is made of letters, digits, dots and hyphens. */
export const jobDirectory = (directory: string, jobId: string): string => path.join(jobsDirectory(directory), jobId)

/** Old or new content, never half of one, also after a power cut. */
export function writePrivately(file: string, content: string): void {
  const next = `${file}.new`
  const descriptor = openSync(next, 'w', 0o600)
  try {
    writeSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(next, file)
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    // Of a process that ends while its file in /proc is read, the file is gone in another way.
    if (isErrorCode(thrown, 'ENOENT') || isErrorCode(thrown, 'ESRCH')) return undefined
    throw thrown
  }
}

/** Removes what old jobs left, but for those that are still open. */
export function removeOldJobs(directory: string, olderThan: Date, isOpen: (jobId: string) => boolean): number {
  const old = readdirSync(jobsDirectory(directory)).filter((name) => {
    const file = path.join(jobsDirectory(directory), name)
    return !isOpen(name) && (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < olderThan.getTime()
  })
  for (const name of old) rmSync(path.join(jobsDirectory(directory), name), { recursive: true, force: true })
  return old.length
}

const ownNames = ['registration.json', 'journal', 'journal.new', 'status.json', 'agent.lock', 'jobs', 'packages']

/** Removes what the agent keeps, and the directory if nothing else is in it. */
export function removeState(directory: string): void {
  for (const name of ownNames) rmSync(path.join(directory, name), { recursive: true, force: true })
  if (readdirSync(directory).length === 0) rmdirSync(directory)
}
