/** What processes cost, read from /proc: these benchmarks are for Linux. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pause } from './report'

export const root = path.resolve(import.meta.dirname, '../..')
export const ticksPerSecond = 100

export interface Program {
  child: ChildProcess
  pid: number
  /** The first line of its standard output for which `choose` answers something. */
  line<T>(choose: (line: string) => T | undefined): Promise<T>
  stop(signal?: NodeJS.Signals): Promise<void>
}

const running = new Set<ChildProcess>()

/** A benchmark that is stopped leaves nothing running. */
function endWithUs(child: ChildProcess): void {
  if (running.size === 0) {
    process.once('exit', () => running.forEach((one) => one.kill('SIGTERM')))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  }
  running.add(child)
  child.once('exit', () => running.delete(child))
}

export function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Program {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  endWithUs(child)
  const lines: string[] = []
  const listeners = new Set<() => void>()
  const wake = () => listeners.forEach((listener) => listener())
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    wake()
  })
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve()
      wake()
    })
  })
  return {
    child,
    pid: child.pid ?? 0,
    async line(choose) {
      for (let index = 0; ; index += 1) {
        while (index >= lines.length) {
          if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended with ${child.exitCode}`)
          await new Promise<void>((resolve) => listeners.add(resolve))
        }
        const chosen = choose(lines[index] ?? '')
        if (chosen !== undefined) return chosen
      }
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exited
    },
  }
}

/** A script of bench/support in a process of its own, so that its work is not counted as the server's. */
export function startScript(name: string, settings: object, nodeOptions: readonly string[] = []): Program {
  const file = path.join(import.meta.dirname, `${name}.ts`)
  return startProgram(process.execPath, [...nodeOptions, '--import', 'tsx', file, JSON.stringify(settings)])
}

export function settingsOf<T>(): T {
  // The guarantee of this cast: `startScript` wrote them.
  return JSON.parse(process.argv[2] ?? '{}') as T
}

/** The process and all below it. */
export function treeOf(pid: number): readonly number[] {
  const parents = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? statOf(Number(name))?.parent : undefined
    if (parent !== undefined) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)])
  }
  const collect = (one: number): readonly number[] => [one, ...(parents.get(one) ?? []).flatMap(collect)]
  return collect(pid)
}

/** Processor time of this process so far, in seconds. */
export function processorSeconds(pid: number): number {
  return (statOf(pid)?.ticks ?? 0) / ticksPerSecond
}

function statOf(pid: number): { parent: number; ticks: number } | undefined {
  const text = textOf(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
}

/** Proportional memory in KiB: what is shared counts once among those that share it. */
export function proportionalKib(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0)
}

export function nameOf(pid: number): string {
  return (textOf(`/proc/${pid}/cmdline`) ?? '').split('\0').slice(0, 3).join(' ')
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

export async function until<T>(what: string, withinMs: number, attempt: () => Promise<T | undefined>): Promise<T> {
  for (const begun = performance.now(); performance.now() - begun < withinMs; ) {
    const found = await attempt().catch(() => undefined)
    if (found !== undefined) return found
    await pause(10)
  }
  throw new Error(`${what} did not happen within ${withinMs} ms`)
}
