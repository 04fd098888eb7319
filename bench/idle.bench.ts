/** Thousands of idle nodes on one process: memory for each and processor time, beside a bare `ws` server with as many. */
import path from 'node:path'
import { freePort } from '../server/fleet/testing/free-port'
import { startInstallation } from './support/installation'
import { processorSeconds, proportionalKib, startScript, treeOf } from './support/processes'
import { collectGarbage } from './support/inspector'
import type { BareClientSettings } from './support/bare-clients'
import type { BareSettings } from './support/bare-sockets'
import { note, pause, report } from './support/report'

const nodes = Number(process.env['BENCH_IDLE_NODES'] ?? 5000)
const watchedSeconds = 60

async function memoryOf(pid: number, inspector: number): Promise<number> {
  await collectGarbage(inspector)
  // Freed pages go back to the system a moment later.
  await pause(3000)
  await collectGarbage(inspector)
  return proportionalKib(pid)
}

async function measureOurs() {
  const inspector = await freePort()
  const installation = await startInstallation({}, [`--inspect=127.0.0.1:${inspector}`])
  try {
    // Registering is not what is measured: a server that has just started holds the same fleet again.
    await (await installation.startFleet(nodes)).stop()
    await installation.restart()
    const { pid } = installation.server()
    await installation.aws('DescribeInstanceInformation', { MaxResults: 50 })
    const before = await memoryOf(pid, inspector)
    const fleet = await installation.startFleet(nodes)
    await pause(10_000)
    const kib = (await memoryOf(pid, inspector)) - before
    const tree = treeOf(pid)
    const busy = () => new Map(tree.map((one) => [one, processorSeconds(one)]))
    const start = busy()
    await pause(watchedSeconds * 1000)
    const end = busy()
    const fleetKib = proportionalKib(fleet.pid)
    await fleet.stop()
    // A process that ended in between counts as idle.
    const share = (pids: readonly number[]) =>
      (pids.reduce((sum, one) => sum + Math.max(0, (end.get(one) ?? 0) - (start.get(one) ?? 0)), 0) / watchedSeconds) * 100
    return {
      kibEach: kib / nodes,
      serverShare: share([pid]),
      allShare: share(tree),
      fleetKib,
      folder: installation.folder,
    }
  } finally {
    await installation.stop()
  }
}

async function measureBare(): Promise<number> {
  const inspector = await freePort()
  const installation = await startInstallation()
  const tls = path.join(installation.folder, 'data/tls')
  const settings: BareSettings = { port: await freePort(), cert: path.join(tls, 'server.pem'), key: path.join(tls, 'server.key') }
  const bare = startScript('bare-sockets', settings, [`--inspect=127.0.0.1:${inspector}`])
  await bare.line((line) => (line === 'ready' ? true : undefined))
  const before = await memoryOf(bare.pid, inspector)
  const clientSettings: BareClientSettings = { port: settings.port, ca: path.join(tls, 'ca.pem'), connections: nodes }
  const clients = startScript('bare-clients', clientSettings)
  await clients.line((line) => (line === 'connected' ? true : undefined))
  await pause(5000)
  const kib = (await memoryOf(bare.pid, inspector)) - before
  await clients.stop()
  await bare.stop()
  await installation.stop()
  return kib / nodes
}

const bare = await measureBare()
const ours = await measureOurs()
note(`the fleet's own process: ${(ours.fleetKib / nodes).toFixed(1)} KiB for each node, everything counted`)
report({
  promise: `memory for each of ${nodes} idle nodes on one process`,
  measured: `${ours.kibEach.toFixed(1)} KiB (${(ours.kibEach / bare).toFixed(2)} times the peer)`,
  peer: `bare ws with TLS, same run: ${bare.toFixed(1)} KiB`,
  goal: 'at most 1.6 times',
  met: ours.kibEach <= bare * 1.6,
})
report({
  promise: `processor for ${nodes} idle nodes`,
  measured: `${ours.serverShare.toFixed(1)} % of a core; ${ours.allShare.toFixed(1)} % with Postgres`,
  goal: '< 10 % of a core',
  met: ours.allShare < 10,
})
