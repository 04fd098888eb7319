/** This machine as a managed node: registered at the first start, and run by an agent process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { registerAgent } from '#agent/registration/register-agent'
import { lockHolder } from '#agent/state/agent-lock'
import { findRegistration, saveRegistration } from '#agent/state/registration'
import type { SystemCall } from '#lib/api/system-call'
import { findNodes } from '#lib/capabilities/nodes/index'
import type { Ctx } from '#lib/platform/context'
import { findProjectRoot } from '#lib/platform/project-root'

export interface LocalNode {
  stop(): Promise<void>
}

interface Place {
  ctx: Ctx
  call: SystemCall
  stateDirectory: string
  url: string
  authority: string
}

const firstPauseMilliseconds = 1000
const longestPauseMilliseconds = 60_000

/** `at` is where the server listens, and the authority that its certificate is from. */
export async function startLocalNode(ctx: Ctx, call: SystemCall, at: { tlsPort: number; authority: string }): Promise<LocalNode> {
  const stateDirectory = path.join(ctx.config.dataDirectory, 'local-node')
  const place = { ctx, call, stateDirectory, url: `https://localhost:${at.tlsPort}`, authority: at.authority }
  await ensureRegistered(place)
  return keepRunning(place)
}

async function ensureRegistered({ ctx, call, stateDirectory, url, authority }: Place): Promise<void> {
  const known = findRegistration(stateDirectory)
  const isRegistered = known !== undefined && (await findNodes(ctx, [known.nodeId])).length > 0
  if (isRegistered) {
    if (known.url !== url || known.ca !== authority) saveRegistration(stateDirectory, { ...known, url, ca: authority })
    return
  }
  const made = await call('ssm', 'CreateActivation', {
    IamRole: 'local-node',
    Description: 'The machine that runs Quarterdeck',
    DefaultInstanceName: hostname().slice(0, 256),
    RegistrationLimit: 1,
  })
  await registerAgent({
    url,
    activationId: made.ActivationId ?? '',
    activationCode: made.ActivationCode ?? '',
    stateDirectory,
    region: ctx.config.region,
    ca: authority,
    replace: true,
  })
}

function keepRunning(place: Place): LocalNode {
  let child: ChildProcess | undefined
  let pause = firstPauseMilliseconds
  let timer: NodeJS.Timeout | undefined
  let stopping = false

  function start(): void {
    // After `kill -9` of the server its agent lives on, and connects again by itself.
    if (lockHolder(place.stateDirectory) !== undefined) return void (timer = setTimeout(start, firstPauseMilliseconds))
    const begun = Date.now()
    child = launch(place.stateDirectory)
    child.once('exit', (code) => {
      child = undefined
      if (stopping) return
      place.ctx.log.warn({ code }, 'the agent of this machine ended; it is started again')
      pause =
        Date.now() - begun > longestPauseMilliseconds ? firstPauseMilliseconds : Math.min(pause * 2, longestPauseMilliseconds)
      timer = setTimeout(start, pause)
    })
  }

  start()
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      if (child) return endOf(child)
      const adopted = lockHolder(place.stateDirectory)
      if (adopted !== undefined) process.kill(adopted, 'SIGTERM')
    },
  }
}

function launch(stateDirectory: string): ChildProcess {
  const root = findProjectRoot()
  const bundle = path.join(root, 'dist/agent/agent.mjs')
  const program = existsSync(bundle) ? [bundle] : ['--import', 'tsx', path.join(root, 'agent/main.ts')]
  return spawn(process.execPath, ['--lite-mode', ...program, 'run', '--state', stateDirectory], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, QUARTERDECK_AGENT_LOG: process.env['QUARTERDECK_AGENT_LOG'] ?? 'error' },
    detached: true, // Ctrl-C goes to the whole group: the server stops first, then the agent.
  })
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
