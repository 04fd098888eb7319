/** `npm start` on a fresh clone, cold and warm, and what everything holds when nothing happens. */
import { freePort } from '../server/fleet/testing/free-port'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { untilReady } from './support/installation'
import { nameOf, type Program, proportionalKib, root, startProgram, treeOf } from './support/processes'
import { median, note, pause, report } from './support/report'

const warmStarts = 3
const restSeconds = 60

const folder = mkdtempSync(path.join(tmpdir(), 'qd-bench-start-'))
chmodSync(folder, 0o755)
const clone = path.join(folder, 'clone')
execFileSync('git', ['clone', '--quiet', '--local', root, clone])
const [port, tlsPort] = [await freePort(), await freePort()]
const env = {
  ...process.env,
  PORT: String(port),
  TLS_PORT: String(tlsPort),
  QUARTERDECK_DATA: path.join(folder, 'data'),
  // Without the tools of this project: a stranger has only npm and some Node.
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((entry) => !entry.includes('node_modules'))
    .join(':'),
} as NodeJS.ProcessEnv

async function start(withinMs: number): Promise<{ program: Program; seconds: number }> {
  const since = performance.now()
  const program = startProgram('npm', ['start', '--prefix', clone], env)
  await untilReady(`http://127.0.0.1:${port}`, withinMs)
  return { program, seconds: (performance.now() - since) / 1000 }
}

/** npm passes no signal on where it has no terminal: the program itself is asked to end. */
async function stop(program: Program): Promise<void> {
  const server = treeOf(program.pid).find((pid) => nameOf(pid).includes('dist/main.mjs')) ?? program.pid
  process.kill(server, 'SIGTERM')
  await program.stop()
}

try {
  const cold = await start(600_000)
  await stop(cold.program)
  report({
    promise: 'cold start of a fresh clone: install, build, database, ready',
    measured: `${cold.seconds.toFixed(1)} s`,
    goal: 'under 120 s on 2 free cores',
    met: cold.seconds < 120,
  })
  const times: number[] = []
  for (let turn = 0; turn < warmStarts; turn += 1) {
    const { program, seconds } = await start(60_000)
    times.push(seconds)
    await stop(program)
  }
  report({
    promise: 'warm start',
    measured: `${median(times).toFixed(2)} s (${times.map((time) => time.toFixed(2)).join(', ')})`,
    goal: '< 3 s',
    met: median(times) < 3,
  })
  const { program } = await start(60_000)
  await pause(restSeconds * 1000)
  const parts = treeOf(program.pid).map((pid) => ({ name: nameOf(pid), mebibytes: proportionalKib(pid) / 1024 }))
  for (const { name, mebibytes } of parts) note(`${mebibytes.toFixed(1).padStart(7)} MiB  ${name}`)
  const whole = parts.reduce((sum, { mebibytes }) => sum + mebibytes, 0)
  report({
    promise: `idle memory of everything, ${restSeconds} s after the start`,
    measured: `${whole.toFixed(0)} MiB in ${parts.length} processes (proportional set size, npm and Postgres included)`,
    goal: '< 350 MB',
    met: whole * 1.048576 < 350,
  })
  await stop(program)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
