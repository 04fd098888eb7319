/**
 * Parameter Store per second, against a raw server that checks SigV4 and does one point select on the same database, and against moto
 * where it is installed; then what reads cost with a hundred, ten thousand and a million parameters.
 */
import { embeddedConnection } from '#lib/platform/db/embedded'
import { freePort } from '../server/fleet/testing/free-port'
import { startInstallation } from './support/installation'
import { compareLoads, loadOf } from './support/load'
import { startMoto } from './support/moto'
import { startScript } from './support/processes'
import type { RawSettings } from './support/raw-server'
import { note, report } from './support/report'
import { seedParameters } from './support/seed-parameters'

const point = { target: 'AmazonSSM.GetParameter', input: { Name: '/bench/plain' } }
const cases = [
  { what: 'GetParameter', call: point, goal: 0.5 },
  {
    what: 'GetParameter, decrypted',
    call: { target: 'AmazonSSM.GetParameter', input: { Name: '/bench/secret', WithDecryption: true } },
    goal: 0.45,
  },
  {
    what: 'GetParametersByPath, 10 of them',
    call: { target: 'AmazonSSM.GetParametersByPath', input: { Path: '/plain' } },
    goal: 0.5,
  },
  {
    what: 'GetParametersByPath, 10 decrypted',
    call: { target: 'AmazonSSM.GetParametersByPath', input: { Path: '/secret', WithDecryption: true } },
    goal: 0.45,
  },
  {
    what: 'PutParameter',
    call: {
      target: 'AmazonSSM.PutParameter',
      input: { Name: '/put/{connection}', Value: 'a value', Type: 'String', Overwrite: true },
    },
    goal: 0.4,
  },
]

const installation = await startInstallation()
const data = installation.env['QUARTERDECK_DATA'] ?? ''
const rawPort = await freePort()
const raw = startScript('raw-server', {
  database: embeddedConnection(data),
  secretAccessKey: installation.key.secretAccessKey,
  port: rawPort,
} satisfies RawSettings)
const own = () => ({ pid: installation.server().pid, url: installation.url })
const timing = { key: installation.key, warmMs: 700, measureMs: 2000 }

async function againstRaw(): Promise<void> {
  for (const { what, call, goal } of cases) {
    for (const connections of [1, 16, 64]) {
      const peer = { pid: raw.pid, url: `http://127.0.0.1:${rawPort}`, call: point }
      const found = await compareLoads({ ...timing, connections, call }, own(), peer)
      const part = found.own.perSecond / found.peer.perSecond
      report({
        promise: `${what}, ${connections} connections`,
        measured: `${Math.round(found.own.perSecond)}/s (${Math.round(part * 100)} % of the peer), p95 ${found.own.p95.toFixed(1)} ms`,
        peer: `raw Node + SigV4 + one point select: ${Math.round(found.peer.perSecond)}/s`,
        goal: `>= ${goal * 100} % of the raw server`,
        met: part >= goal,
      })
    }
  }
}

async function againstMoto(): Promise<void> {
  const moto = await startMoto(installation.key, { Name: '/bench/plain', Value: 'a value', Type: 'String', Overwrite: true })
  if (!moto) return
  try {
    for (const connections of [16, 64]) {
      const peer = { pid: moto.program.pid, url: moto.url }
      const found = await compareLoads({ ...timing, connections, call: point }, own(), peer)
      if (found.peer.perSecond === 0) throw new Error('moto answered nothing')
      const times = found.own.perSecond / found.peer.perSecond
      report({
        promise: `GetParameter beside moto, ${connections} connections`,
        measured: `${Math.round(found.own.perSecond)}/s (${times.toFixed(1)} times the peer)`,
        peer: `moto_server: ${Math.round(found.peer.perSecond)}/s`,
        goal: '>= 15 times moto',
        met: times >= 15,
      })
    }
  } finally {
    await moto.program.stop()
  }
}

const sizes = [100, 10_000, 1_000_000]
const reads = [
  { what: 'a point read', call: { target: 'AmazonSSM.GetParameter', input: { Name: '/seed/0/p7' } } },
  { what: 'a page of a path', call: { target: 'AmazonSSM.GetParametersByPath', input: { Path: '/seed/0' } } },
  {
    what: 'a recursive page from the root',
    call: { target: 'AmazonSSM.GetParametersByPath', input: { Path: '/', Recursive: true } },
  },
]

/** The middle of three, in milliseconds for each call. */
async function costOf(call: (typeof reads)[number]['call']): Promise<number> {
  const found: number[] = []
  for (let round = 0; round < 3; round += 1) {
    found.push(1000 / (await loadOf(own(), { ...timing, connections: 1, call })).perSecond)
  }
  return found.sort((one, other) => one - other)[1] ?? Number.NaN
}

async function bySize(): Promise<void> {
  const costs = new Map<string, number[]>(reads.map(({ what }) => [what, []]))
  let there = 0
  for (const size of sizes) {
    await seedParameters(data, there, size - 1)
    there = size
    for (const { what, call } of reads) costs.get(what)?.push(await costOf(call))
    note(`measured with ${size} parameters`)
  }
  for (const [what, found] of costs) {
    const [first = Number.NaN] = found
    report({
      promise: `${what} with ${sizes.map((size) => size.toLocaleString('en')).join(' / ')} parameters`,
      measured: `${found.map((cost) => cost.toFixed(2)).join(' / ')} ms`,
      goal: 'flat: at most 1.5 times the first',
      met: found.every((cost) => cost <= 1.5 * first),
    })
  }
}

const only = process.env['BENCH_PARAMETERS']
try {
  await raw.line((line) => (line === 'ready' ? true : undefined))
  const put = (Name: string, Type: string) => installation.aws('PutParameter', { Name, Value: 'a value', Type })
  await put('/bench/plain', 'String')
  await put('/bench/secret', 'SecureString')
  for (let count = 0; count < 10; count += 1) {
    await put(`/plain/p${count}`, 'String')
    await put(`/secret/p${count}`, 'SecureString')
  }
  if (!only || only === 'raw') await againstRaw()
  if (!only || only === 'moto') await againstMoto()
  if (!only || only === 'size') await bySize()
} finally {
  await raw.stop()
  await installation.stop()
}
