import { appendFileSync, closeSync, openSync, readSync, statSync } from 'node:fs'
import { exitCodes, statusOfExit, type StepResult } from '#agent/documents/step-result'
import type { PluginEnd } from '#agent/plugins/plugin'

export function resultOf(end: PluginEnd, startedAt: number): StepResult {
  const times = { startedAt, endedAt: Date.now() }
  switch (end.kind) {
    case 'exited':
      return { status: statusOfExit(end.code), code: end.code, ...times }
    case 'timed-out':
      return { status: 'TimedOut', code: exitCodes.killed, ...times }
    case 'cancelled':
      return { status: 'Cancelled', code: exitCodes.killed, ...times }
    case 'failed':
      return { status: 'Failed', code: 1, ...times }
  }
}

/** What the step's error says beside what its script wrote. */
export function errorOf(end: PluginEnd): string | undefined {
  if (end.kind === 'failed') return end.message
  const isFailure = end.kind === 'exited' && statusOfExit(end.code) === 'Failed'
  return isFailure ? `failed to run commands: exit status ${end.code}` : undefined
}

/** Adds a line of our own at the end of a script's output, beginning on a fresh line. */
export function appendNote(file: string, note: string | undefined): void {
  if (note !== undefined) appendFileSync(file, `${endsWithLine(file) ? '' : '\n'}${note}`)
}

function endsWithLine(file: string): boolean {
  const { size } = statSync(file)
  if (size === 0) return true
  const last = Buffer.alloc(1)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, last, 0, 1, size - 1)
  } finally {
    closeSync(descriptor)
  }
  return last[0] === 0x0a
}
