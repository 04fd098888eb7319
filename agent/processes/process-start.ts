import { execFileSync } from 'node:child_process'
import { readIfThere } from '#agent/state/state-directory'

/** A word that tells this process from another that gets the same pid later; nothing when there is no such process. */
export function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return startByPs(pid)
  const stat = readIfThere(`/proc/${pid}/stat`)
  // The name in parentheses may hold anything; the start time is the 20th field after it.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined // ps exits with 1 when there is no such process
  }
}
