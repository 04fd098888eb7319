/** DescribeInstanceInformation with 50 nodes, per second, against a raw server on the same database in the same run. */
import { freePort } from '../server/fleet/testing/free-port'
import { embeddedConnection } from '#lib/platform/db/embedded'
import { startInstallation } from './support/installation'
import { processorSeconds, startScript } from './support/processes'
import type { LoadSettings } from './support/load-generator'
import type { RawSettings } from './support/raw-server'
import { median, note, report } from './support/report'

interface Load {
  perSecond: number
  p95: number
  faults: number
  bytesEach: number
  /** Also while it warmed up. */
  allAnswers: number
  /** Of the server's process alone, for each answer. */
  cpuMs: number
}

const rounds = 3

async function load(pid: number, settings: LoadSettings): Promise<Load> {
  const before = processorSeconds(pid)
  const generator = startScript('load-generator', settings)
  const found = await generator.line((line) => JSON.parse(line) as Omit<Load, 'cpuMs'>)
  const cpuMs = ((processorSeconds(pid) - before) * 1000) / found.allAnswers
  await generator.stop()
  if (found.faults > 0) throw new Error(`${found.faults} requests to ${settings.url} failed`)
  return { ...found, cpuMs }
}

const installation = await startInstallation()
const rawPort = await freePort()
const rawSettings: RawSettings = {
  database: embeddedConnection(installation.env['QUARTERDECK_DATA'] ?? ''),
  secretAccessKey: installation.key.secretAccessKey,
  port: rawPort,
}
const raw = startScript('raw-server', rawSettings)
try {
  const fleet = await installation.startFleet(50)
  await raw.line((line) => (line === 'ready' ? true : undefined))
  note('The load generator is a process of its own; it signs once and sends the same request again.')
  for (const connections of [1, 16, 64]) {
    const ours: Load[] = []
    const peers: Load[] = []
    const settings = { key: installation.key, connections, warmMs: 700, measureMs: 2500 }
    // In turns, so that whatever else this machine does meets both.
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await load(installation.server().pid, { ...settings, url: installation.url }))
      peers.push(await load(raw.pid, { ...settings, url: `http://127.0.0.1:${rawPort}` }))
    }
    const [own, peer] = [median(ours.map((one) => one.perSecond)), median(peers.map((one) => one.perSecond))]
    const [ownCpu, peerCpu] = [median(ours.map((one) => one.cpuMs)), median(peers.map((one) => one.cpuMs))]
    const p95 = median(ours.map((one) => one.p95))
    note(`answers of ${Math.round(ours[0]?.bytesEach ?? 0)} bytes; the raw server's have ${Math.round(peers[0]?.bytesEach ?? 0)}`)
    report({
      promise: `DescribeInstanceInformation, 50 nodes, ${connections} connections`,
      measured: `${Math.round(own)}/s (${Math.round((own / peer) * 100)} % of the peer), p95 ${p95.toFixed(1)} ms, ${ownCpu.toFixed(2)} ms of processor each`,
      peer: `raw Node + SigV4 + one select: ${Math.round(peer)}/s, ${peerCpu.toFixed(2)} ms`,
      goal: '>= 60 % of the raw server',
      met: own / peer >= 0.6,
    })
  }
  await fleet.stop()
} finally {
  await raw.stop()
  await installation.stop()
}
