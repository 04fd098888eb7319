import { setTimeout as pause } from 'node:timers/promises'
import { isErrorCode } from '#agent/error-code'

const graceMs = 2_000
const lookEveryMs = 50

/** Asks every process of the group to end, and makes the rest end two seconds later. */
export async function endProcessGroup(leader: number): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM')) return
  const deadline = performance.now() + graceMs
  while (performance.now() < deadline) {
    await pause(lookEveryMs)
    if (!signalGroup(leader, 0)) return
  }
  signalGroup(leader, 'SIGKILL')
}

/** False when the group has no process any more. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal)
    return true
  } catch (thrown) {
    if (isErrorCode(thrown, 'ESRCH')) return false
    if (isErrorCode(thrown, 'EPERM')) return signal === 0
    throw thrown
  }
}
