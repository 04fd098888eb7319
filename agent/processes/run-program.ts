import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { endProcessGroup } from '#agent/processes/process-group'
import { processEnvironment } from '#agent/processes/step-process'

export interface Program {
  file: string
  args: readonly string[]
  directory: string
  environment: Readonly<Record<string, string>>
  /** File that gets what it prints, both streams. */
  output: string
  signal: AbortSignal
}

export type ProgramEnd = { kind: 'exited'; code: number; tail: string } | { kind: 'not-started'; reason: string }

const tailBytes = 2_000

/** A program that does one thing for the agent and may be repeated; with the signal its whole process group ends. */
export function runProgram({ file, args, directory, environment, output, signal }: Program): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: directory,
      env: processEnvironment(environment),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let tail = ''
    const keep = (text: Buffer) => {
      tail = (tail + text.toString('utf8')).slice(-tailBytes)
      appendFileSync(output, text)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const stop = () => void (child.pid !== undefined && endProcessGroup(child.pid))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    const finish = (end: ProgramEnd) => {
      signal.removeEventListener('abort', stop)
      resolve(end)
    }
    child.on('error', (thrown) => finish({ kind: 'not-started', reason: thrown.message }))
    child.on('close', (code) => finish({ kind: 'exited', code: code ?? 137, tail }))
  })
}
