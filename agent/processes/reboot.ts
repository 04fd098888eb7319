import { execFile } from 'node:child_process'

const longestMs = 60_000

/** Returns why the machine cannot be restarted, or nothing when it is about to. */
export function runReboot(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', command], { timeout: longestMs, encoding: 'utf8' }, (problem, _output, error) => {
      resolve(problem ? error.trim() || problem.message : undefined)
    })
  })
}
