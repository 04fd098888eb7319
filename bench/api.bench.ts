/** DescribeInstanceInformation with 50 nodes, per second, against a raw server on the same database in the same run. */
import { freePort } from '../server/fleet/testing/free-port'
import { embeddedConnection } from '#lib/platform/db/embedded'
import { startInstallation } from './support/installation'
import { compareLoads } from './support/load'
import { startScript } from './support/processes'
import type { RawSettings } from './support/raw-server'
import { note, report } from './support/report'

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
    const settings = { key: installation.key, connections, warmMs: 700, measureMs: 2500 }
    const ownPlace = { pid: installation.server().pid, url: installation.url }
    const peerPlace = { pid: raw.pid, url: `http://127.0.0.1:${rawPort}` }
    const { own, peer } = await compareLoads(settings, ownPlace, peerPlace)
    note(`answers of ${Math.round(own.bytesEach)} bytes; the raw server's have ${Math.round(peer.bytesEach)}`)
    report({
      promise: `DescribeInstanceInformation, 50 nodes, ${connections} connections`,
      measured: `${Math.round(own.perSecond)}/s (${Math.round((own.perSecond / peer.perSecond) * 100)} % of the peer), p95 ${own.p95.toFixed(1)} ms, ${own.cpuMs.toFixed(2)} ms of processor each`,
      peer: `raw Node + SigV4 + one select: ${Math.round(peer.perSecond)}/s, ${peer.cpuMs.toFixed(2)} ms`,
      goal: '>= 60 % of the raw server',
      met: own.perSecond / peer.perSecond >= 0.6,
    })
  }
  await fleet.stop()
} finally {
  await raw.stop()
  await installation.stop()
}
