// Child processes for the scripts. Runs on the system's Node, without node_modules.
import { spawn } from 'node:child_process'

/** A problem that the user can act on: printed as it is, without a stack. */
export class Problem extends Error {}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
const lastLines = 60

export function lastLinesOf(output) {
  return output.trimEnd().split('\n').slice(-lastLines).join('\n')
}

/** While the child runs, signals to this process go to the child; a terminal's Ctrl-C reaches both without us. */
function forwardSignals(child, onSignal) {
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    onSignal?.(signal)
  }
  for (const signal of forwarded) process.on(signal, forward)
  return () => {
    for (const signal of forwarded) process.off(signal, forward)
  }
}

function start(command, args, options) {
  const child = spawn(command, args, options)
  const started = new Promise((_resolve, reject) => {
    child.on('error', (problem) => reject(new Problem(`${command} does not start: ${problem.message}`)))
  })
  return { child, started }
}

/** Runs a command and answers its exit code and all it printed. After a signal it waits for the child, then exits. */
export async function capture(command, args, options) {
  const { child, started } = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks = []
  let signalled
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  const release = forwardSignals(child, (signal) => {
    signalled = signal
  })
  const closed = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output: Buffer.concat(chunks).toString() }))
  })
  try {
    return await Promise.race([closed, started])
  } finally {
    release()
    if (signalled) process.exit(128 + signalNumbers[signalled])
  }
}

/** Runs a command without showing what it prints, unless it fails. */
export async function runQuietly(command, args, options) {
  const { code, output } = await capture(command, args, options)
  if (code !== 0) throw new Problem(`${[command, ...args].join(' ')} ended with ${code}:\n${lastLinesOf(output)}`)
}

/** Runs a command in the foreground and answers its exit code; 128 + n after a signal, as shells do. */
export async function runInForeground(command, args, options) {
  const { child, started } = start(command, args, { ...options, stdio: 'inherit' })
  const release = forwardSignals(child)
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signalNumbers[signal] ?? 0)))
  })
  try {
    return await Promise.race([ended, started])
  } finally {
    release()
  }
}

/** Becomes the program where Node can (one process less; signals and exit code are its own), else runs it as a child. */
export async function become(program, args) {
  if (process.execve && process.platform !== 'win32') process.execve(program, [program, ...args], process.env)
  process.exitCode = await runInForeground(program, args)
}

/** Prints a Problem as one message; anything else keeps its stack. */
export function failWith(problem) {
  console.error(problem instanceof Problem ? problem.message : problem)
  process.exitCode = 1
}
