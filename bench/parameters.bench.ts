/** GetParameter in clear and decrypted, per second, against a raw server that does one point select on the same database. */
import { embeddedConnection } from '#lib/platform/db/embedded'
import { freePort } from '../server/fleet/testing/free-port'
import { startInstallation } from './support/installation'
import { compareLoads } from './support/load'
import { startScript } from './support/processes'
import type { RawSettings } from './support/raw-server'
import { report } from './support/report'

const cases = [
  { what: 'GetParameter', input: { Name: '/bench/plain' }, goal: 0.5 },
  { what: 'GetParameter, decrypted', input: { Name: '/bench/secret', WithDecryption: true }, goal: 0.45 },
]

const installation = await startInstallation()
const rawPort = await freePort()
const raw = startScript('raw-server', {
  database: embeddedConnection(installation.env['QUARTERDECK_DATA'] ?? ''),
  secretAccessKey: installation.key.secretAccessKey,
  port: rawPort,
} satisfies RawSettings)
try {
  await raw.line((line) => (line === 'ready' ? true : undefined))
  await installation.aws('PutParameter', { Name: '/bench/plain', Value: 'a value', Type: 'String' })
  await installation.aws('PutParameter', { Name: '/bench/secret', Value: 'a secret', Type: 'SecureString' })
  for (const { what, input, goal } of cases) {
    for (const connections of [1, 16, 64]) {
      const call = { target: 'AmazonSSM.GetParameter', input }
      const ownPlace = { pid: installation.server().pid, url: installation.url }
      const peerPlace = { pid: raw.pid, url: `http://127.0.0.1:${rawPort}` }
      const settings = { key: installation.key, connections, warmMs: 700, measureMs: 2000, call }
      const { own, peer } = await compareLoads(settings, ownPlace, peerPlace)
      const part = own.perSecond / peer.perSecond
      report({
        promise: `${what}, ${connections} connections`,
        measured: `${Math.round(own.perSecond)}/s (${Math.round(part * 100)} % of the peer), p95 ${own.p95.toFixed(1)} ms`,
        peer: `raw Node + SigV4 + one point select: ${Math.round(peer.perSecond)}/s`,
        goal: `>= ${goal * 100} % of the raw server`,
        met: part >= goal,
      })
    }
  }
} finally {
  await raw.stop()
  await installation.stop()
}
