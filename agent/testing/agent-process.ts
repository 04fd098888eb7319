import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { agentBundleOptions } from '#agent/bundle-options'
import type { MockControlPlane } from '#agent/testing/mock-control-plane'
import { registerAgent } from '#agent/registration/register-agent'

const root = path.resolve(import.meta.dirname, '../..')

/** The one file that nodes run, made from the sources as they are. */
export async function bundleAgent(directory: string): Promise<string> {
  const outfile = path.join(directory, 'agent.mjs')
  await build({ ...agentBundleOptions, entryPoints: [...agentBundleOptions.entryPoints], absWorkingDir: root, outfile })
  return outfile
}

export function temporaryDirectory(): { path: string; remove(): void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'quarterdeck-agent-'))
  return { path: directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

export function fileAppears(file: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!existsSync(file)) return
      watcher.close()
      resolve()
    }
    const watcher = watch(path.dirname(file), look)
    look()
  })
}

/** Registers a node with the mock; its state is in `stateDirectory`. */
export async function registerWith(mock: MockControlPlane, stateDirectory: string): Promise<string> {
  const { nodeId } = await registerAgent({
    url: mock.url,
    activationCode: mock.activation.code,
    activationId: mock.activation.id,
    stateDirectory,
    ca: mock.certificate.certificate,
    name: 'test-node',
  })
  return nodeId
}

/** A real agent in a process of its own. */
export class AgentProcess {
  readonly #child: ChildProcess
  readonly exited: Promise<number | null>
  log = ''

  constructor(bundle: string, stateDirectory: string, env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [bundle, 'run', '--state', stateDirectory], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child.stderr?.on('data', (text) => {
      this.log += String(text)
    })
    this.exited = new Promise((resolve) => this.#child.once('exit', (code) => resolve(code)))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal)
    return this.exited
  }
}
